package afb4j.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import afb4j.cli.options.UsageException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From the command line to what the client does (http-and-wsj1.md 9).
final class ClientOptionsTest {

    private static ClientOptions options(String... args) throws UsageException, RequestException {
        return ClientOptions.of(ClientOptions.all().parse(List.of(args)));
    }

    @Test
    void comesWithoutSessionAndTokenUnlessTold() throws UsageException, RequestException {
        assertThat(options("-d", "unix:@a")).satisfies(options -> {
            assertThat(options.session()).isEmpty();
            assertThat(options.token()).isEmpty();
        });
        assertThat(options("-u", "U", "--token=T", "unix:@a")).satisfies(options -> {
            assertThat(options.session()).hasValue("U");
            assertThat(options.token()).hasValue("T");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "-u, ééééééééééééééééééé, 'value of --uuid is too long (38 bytes, maxi is 36)'", // W-50: bytes
        "-w, 16383, value of --ws-maxlen is too small (mini is 16384)",
        "-p, 0, value of --pipe is too small (mini is 1)",
        "-p, many, bad value for option --pipe"
    })
    void refusesBadValuesWithSentence(String option, String value, String sentence) {
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> options(option, value))
                .withMessage(sentence)
                .returns(1, RequestException::exitCode);
    }

    @Test
    void trustsWhoTheSystemTrustsUnlessTold() throws UsageException, RequestException {
        assertThat(options("wss://h/api")).satisfies(options -> {
            assertThat(options.authorities()).isEmpty();
            assertThat(options.isInsecure()).isFalse();
            assertThat(options.form()).isEqualTo(InputForm.JSON1);
        });
        assertThat(options("--ca=ca.pem", "--insecure", "wss://h/api")).satisfies(options -> {
            assertThat(options.authorities()).hasValue(Path.of("ca.pem"));
            assertThat(options.isInsecure()).isTrue();
        });
    }
}
