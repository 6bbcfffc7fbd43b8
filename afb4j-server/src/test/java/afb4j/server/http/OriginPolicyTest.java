package afb4j.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Issue 5, item 3: cross-site use of a local binder; RFC 6455, 10.2.
final class OriginPolicyTest {

    private final OriginPolicy policy = new OriginPolicy(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "http://localhost:3000",
                "https://LOCALHOST:8443",
                "http://app.localhost:1",
                "http://127.0.0.1:8080",
                "http://[::1]:5173"
            })
    void pagesOfThisMachineMay(String origin) {
        assertThat(policy.allows(origin, "192.168.1.5:1234", false)).isTrue();
        assertThat(policy.allows(origin, "localhost:1234", true)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://192.168.1.5:1234, 192.168.1.5:1234",
        "http://car.example:1234, car.example:1234",
        "http://Car.Example:1234, car.EXAMPLE:1234",
        "http://car.example,      car.example",
        "http://car.example,      car.example:80",
        "https://car.example,     car.example",
        "https://car.example:443, car.example",
        "http://[fe80::1]:1234,   [fe80::1]:1234"
    })
    void pagesOfTheBinderItselfMay(String origin, String host) {
        assertThat(policy.allows(origin, host, false)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example,           localhost:1234",
        "http://car.example:1235,       car.example:1234",
        "https://car.example:1234,      car.example:80",
        "http://localhost.evil.example, localhost:1234",
        "http://127.evil.example,       127.0.0.1:1234",
        "http://evillocalhost,          localhost:1234",
        "http://user@localhost,         localhost:1234",
        "http://localhost/path,         localhost:1234",
        "null,                          localhost:1234",
        "file://,                       localhost:1234",
        "'',                            localhost:1234",
        "not an origin,                 localhost:1234"
    })
    void pagesOfOthersMayNot(String origin, String host) {
        assertThat(policy.allows(origin, host, false)).isFalse();
        assertThat(policy.allows(origin, host, true)).isFalse();
    }

    @Test
    void foreignNameThatLeadsToThisMachineIsNotTheBinder() {
        assertThat(policy.allows("http://evil.example:1234", "evil.example:1234", true))
                .as("a name that was bound anew to the loopback")
                .isFalse();
        assertThat(policy.allows("http://192.168.1.5:1234", "192.168.1.5:1234", true))
                .isTrue();
    }

    @Test
    void withoutHostNoPageIsTheBinders() {
        assertThat(policy.allows("http://car.example", null, false)).isFalse();
        assertThat(policy.allows("http://localhost", null, false)).isTrue();
    }

    @Test
    void pagesOfTheListMay() {
        OriginPolicy open = new OriginPolicy(List.of("https://App.example", "http://dev.example:81"));

        assertThat(open.allows("https://app.example", "localhost:1234", true)).isTrue();
        assertThat(open.allows("https://app.example:443", "localhost:1234", true))
                .isTrue();
        assertThat(open.allows("http://dev.example:81", "localhost:1234", true)).isTrue();
        assertThat(open.allows("http://dev.example", "localhost:1234", true)).isFalse();
        assertThat(open.allows("http://app.example", "localhost:1234", true)).isFalse();
        assertThat(open.allows("null", "localhost:1234", true)).isFalse();
    }

    @Test
    void pagesWithoutOriginMayIfTheListSaysSo() {
        assertThat(new OriginPolicy(List.of("null")).allows("null", "localhost:1234", true))
                .isTrue();
    }

    @Test
    void starMeansAll() {
        OriginPolicy open = new OriginPolicy(List.of("*"));

        assertThat(open.allows("http://evil.example", "localhost:1234", true)).isTrue();
        assertThat(open.allows("null", null, false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"example.org", "https://example.org/", "https://", "https://a b", "", "https://*.example.org"})
    void saysWhatIsNoOrigin(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OriginPolicy(List.of(text)))
                .withMessage("\"%s\" is no origin: expected SCHEME://HOST or SCHEME://HOST:PORT, null, or *", text);
    }

    @Test
    void refusalSaysWhatToDo() {
        assertThat(OriginPolicy.refusal("http://evil.example"))
                .isEqualTo("Pages of http://evil.example may not use this binder."
                        + " If they should, start it with --origin http://evil.example");
        assertThat(OriginPolicy.refusal("x".repeat(1000))).hasSizeLessThan(300);
    }
}
