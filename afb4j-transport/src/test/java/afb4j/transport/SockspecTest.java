package afb4j.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import afb4j.transport.Sockspec.Role;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Socket specifications, wsapi.md 1.1.
final class SockspecTest {

    static Stream<Arguments> specifications() {
        return Stream.of(
                Arguments.of("unix:/run/x/hello", new Address.Unix("/run/x/hello"), "hello"),
                Arguments.of("unix:hello", new Address.Unix("hello"), "hello"),
                Arguments.of("unix:@relay/hello", new Address.Abstract("relay/hello"), "hello"),
                Arguments.of("unix:@hello", new Address.Abstract("hello"), "hello"),
                Arguments.of("tcp:localhost:1234/hello", new Address.Tcp("localhost", 1234), "hello"),
                Arguments.of("localhost:1234/hello", new Address.Tcp("localhost", 1234), "hello"),
                Arguments.of("tcp:localhost:1234/a/b/hello", new Address.Tcp("localhost", 1234), "hello"),
                Arguments.of("tcp:*:1234/hello", new Address.Tcp("", 1234), "hello"),
                Arguments.of("tcp::1234/hello", new Address.Tcp("", 1234), "hello"),
                Arguments.of("tcp:[::1]:1234/hello", new Address.Tcp("::1", 1234), "hello"),
                Arguments.of("sd:x/hello", new Address.Inherited("x/hello"), "hello"),
                Arguments.of("sd:hello", new Address.Inherited("hello"), "hello"),
                Arguments.of("tcp:localhost:1234?as-api=other", new Address.Tcp("localhost", 1234), "other"),
                Arguments.of("unix:/run/x/hello?as-api=other", new Address.Unix("/run/x/hello"), "other"));
    }

    @ParameterizedTest
    @MethodSource("specifications")
    void saysWhereTheSocketIsAndWhichApi(String text, Address address, String api) { // W-01
        assertThat(Sockspec.parse(text, Role.SERVER)).isEqualTo(new Sockspec(address, api));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tcp:localhost:1234 | it names no API",
                "tcp:localhost:1234/ | is not a name for an API",
                "tcp:localhost/hello | the port is missing",
                "tcp:localhost:70000/hello | is not a port",
                "tcp:localhost:12x/hello | is not a port",
                "hello | the port is missing",
                "unix: | the name of the socket is missing",
                "unix:@ | the name of the socket is missing",
                "sd: | the name of the descriptor is missing",
                "unix:/run/hel lo | is not a name for an API",
                "unix:/run/hello?foo=1 | is not known",
                "unix:/run/hello?as-api= | is not a name for an API"
            })
    void refusesWhatIsNoSpecificationAndSaysWhy(String text, String why) { // W-01, W-02, W-03
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sockspec.parse(text, Role.SERVER))
                .withMessageContaining(why)
                .withMessageContaining(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"tcp:*:1234/hello | the host is missing", "sd:hello | sd: is for servers only"})
    void refusesToClientsWhatOnlyServersCanUse(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sockspec.parse(text, Role.CLIENT))
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({"107, true", "108, false"})
    void limitsThePathOfAUnixSocket(int bytes, boolean accepted) { // W-04
        String text = "unix:/" + "p".repeat(bytes - 1);

        if (accepted) {
            assertThat(Sockspec.parse(text, Role.SERVER).address()).isEqualTo(new Address.Unix(text.substring(5)));
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Sockspec.parse(text, Role.SERVER))
                    .withMessageContaining("108 bytes, the limit is 107");
        }
    }

    @Test
    void limitsThePathInBytesNotInCharacters() { // W-04
        String text = "unix:/" + "\u00e9".repeat(54);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sockspec.parse(text, Role.SERVER))
                .withMessageContaining("109 bytes, the limit is 107");
    }

    @ParameterizedTest
    @CsvSource({"4000, true", "4001, false"})
    void limitsTheWholeSpecification(int bytes, boolean accepted) { // W-04
        String text = "tcp:localhost:1" + "/".repeat(bytes - "tcp:localhost:1".length() - 1) + "a";

        if (accepted) {
            assertThat(Sockspec.parse(text, Role.CLIENT).address()).isEqualTo(new Address.Tcp("localhost", 1));
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Sockspec.parse(text, Role.CLIENT))
                    .withMessageContaining("it is longer than 4000 bytes")
                    .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(500));
        }
    }

    @Test
    void addressAloneNeedsNoApi() {
        assertThat(Sockspec.parseAddress("tcp:localhost:1234", Role.CLIENT))
                .isEqualTo(new Address.Tcp("localhost", 1234));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix:/run/x/hello", "unix:@relay/hello", "tcp:localhost:1234/hello", "sd:x/hello"})
    void isReadBackFromItsText(String text) {
        Sockspec spec = Sockspec.parse(text, Role.SERVER);

        assertThat(Sockspec.parse(spec.toString(), Role.SERVER)).isEqualTo(spec);
    }
}
