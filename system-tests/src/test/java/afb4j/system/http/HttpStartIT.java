package afb4j.system.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import afb4j.api.BinderException;
import afb4j.server.Binder;
import afb4j.server.http.config.HttpConfig;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Where a binder listens for HTTP, or why it does not start.
@ExtendWith(ThreadLeaks.class)
final class HttpStartIT {

    /// A range beyond what the C binder allows: where systems take free ports from.
    private static final int BEYOND_C = 32_767;

    @Test
    void doesNotStartWithoutTheInterfaceThatWasAskedFor() { // P25
        Address elsewhere = new Address.Tcp("192.0.2.1", 0); // of examples, and of no machine
        HttpConfig http = HttpConfig.builder().listen(elsewhere).build();

        assertThatExceptionOfType(BinderException.class)
                .isThrownBy(() -> Binder.builder().http(http).start())
                .withMessageStartingWith("no HTTP: ")
                .withMessageContaining("192.0.2.1");
    }

    @Test
    void doesNotStartAtAPortThatIsTaken() {
        try (HttpBinder first = HttpBinder.start()) {
            HttpConfig http = HttpConfig.builder().port(first.port()).build();

            assertThatExceptionOfType(BinderException.class)
                    .isThrownBy(() -> Binder.builder().http(http).start())
                    .withMessageContaining("" + first.port())
                    .withMessageContaining("another port: -p PORT");
        }
    }

    @Test
    void listensAtAnyFreePortAndAtHighOnes() { // P24
        try (HttpBinder binder = HttpBinder.start()) {
            assertThat(binder.port()).isGreaterThan(BEYOND_C);
        }
    }
}
