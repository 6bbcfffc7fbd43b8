package afb4j.client.json1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where a binder takes JSON websockets (http-and-wsj1.md 9).
final class Json1AddressTest {

    @ParameterizedTest
    @CsvSource({
        "localhost:1234/api, ws://localhost:1234/api",
        "ws://localhost/api, ws://localhost:80/api",
        "http://h:8080/api/x, ws://h:8080/api/x",
        "WSS://example.org/api, wss://example.org:443/api",
        "https://127.0.0.1:8443/, wss://127.0.0.1:8443/",
        "[::1]:1234/api, ws://[::1]:1234/api",
        "h:1/api?x=a%20b, ws://h:1/api?x=a%20b",
        "h:1/api?u=http://x, ws://h:1/api?u=http://x"
    })
    void readsAddresses(String text, String meaning) {
        assertThat(Json1Address.parse(text)).hasToString(meaning);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:1234, there is no path",
        "unix:/run/x, is no host",
        "ftp://h/api, the scheme is \"ftp\"",
        "h:0/api, the port is 0",
        "h:70000/api, the port is 70000",
        "me:secret@h/api, is no host",
        "a_b c/api, Illegal character",
        "h/api#x, fragment",
        "/api, xpected"
    })
    void refusesOthersWithWhatItExpected(String text, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json1Address.parse(text))
                .withMessageContaining(sentence);
    }

    @Test
    void putsSessionAndTokenIntoTheQuery() { // http-and-wsj1.md 2.1, 9
        assertThat(Json1Address.parse("h:1/api").uri("my session", "a&b"))
                .hasToString("ws://h:1/api?uuid=my+session&token=a%26b");
        assertThat(Json1Address.parse("h:1/api?x=1").uri(null, "T")).hasToString("ws://h:1/api?x=1&token=T");
    }
}
