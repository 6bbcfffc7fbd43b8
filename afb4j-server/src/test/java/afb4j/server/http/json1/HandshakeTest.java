package afb4j.server.http.json1;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// http-and-wsj1.md 3.1, vectors upgrade and upgrade-refused.
final class HandshakeTest {

    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final Handshake ACCEPTABLE = new Handshake.Acceptable(KEY);

    private final HttpHeaders headers = new DefaultHttpHeaders()
            .add("Connection", "Upgrade")
            .add("Upgrade", "websocket")
            .add("Sec-WebSocket-Key", KEY)
            .add("Sec-WebSocket-Version", "13");

    private Handshake handshake() {
        return Handshake.of(HttpMethod.GET, true, headers::getAll);
    }

    // RFC 6455, 1.3
    @Test
    void answersTheKeyOfTheStandardAsTheStandardDoes() {
        assertThat(new Handshake.Acceptable(KEY).accept()).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @Test
    void takesNoProtocolForTheDefaultOne() {
        assertThat(handshake()).isEqualTo(ACCEPTABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-afb-ws-json1",
                "X-AFB-WS-JSON1",
                "foo, x-afb-ws-json1, x-afb-ws-rpc",
                "foo x-afb-ws-json1",
                "foo,\tx-afb-ws-json1"
            })
    void findsTheProtocolInAnyCaseAmongOthers(String protocols) {
        headers.add("Sec-WebSocket-Protocol", protocols);

        assertThat(handshake()).isEqualTo(ACCEPTABLE);
    }

    @Test
    void findsTheProtocolInTheSecondOfTwoHeaders() {
        headers.add("Sec-WebSocket-Protocol", "foo").add("Sec-WebSocket-Protocol", "x-afb-ws-json1");

        assertThat(handshake()).isEqualTo(ACCEPTABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "foo", "x-afb-ws-json", "x-afb-ws-json1;q=1"})
    void refusesProtocolsItDoesNotKnow(String protocols) {
        headers.add("Sec-WebSocket-Protocol", protocols);

        assertThat(handshake()).isEqualTo(new Handshake.UnknownProtocol());
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "130", "1", "", "x13"})
    void refusesOtherVersions(String version) {
        headers.set("Sec-WebSocket-Version", version);

        assertThat(handshake()).isEqualTo(new Handshake.OtherVersion());
    }

    @ParameterizedTest
    @ValueSource(strings = {"13", "013", "13, 8", "13x"})
    void looksAtTheLeadingDigitsOfTheVersion(String version) {
        headers.set("Sec-WebSocket-Version", version);

        assertThat(handshake()).isEqualTo(ACCEPTABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep-alive, Upgrade", "UPGRADE", "upgrade,close"})
    void findsUpgradeInTheListOfTheConnection(String connection) {
        headers.set("Connection", connection);

        assertThat(handshake()).isEqualTo(ACCEPTABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "Connection,            keep-alive",
        "Connection,            upgrades",
        "Upgrade,               'websocket, x-afb-rpc'",
        "Upgrade,               x-afb-rpc",
        "Connection,            ",
        "Upgrade,               ",
        "Sec-WebSocket-Key,     ",
        "Sec-WebSocket-Version, "
    })
    void requestWithoutAllOfTheHeadersIsAsAnyOther(String name, String value) {
        headers.remove(name);
        if (value != null) {
            headers.add(name, value);
        }

        assertThat(handshake()).isEqualTo(new Handshake.None());
    }

    @Test
    void onlyGetAndHttp11CanAsk() {
        assertThat(Handshake.of(HttpMethod.POST, true, headers::getAll)).isEqualTo(new Handshake.None());
        assertThat(Handshake.of(HttpMethod.GET, false, headers::getAll)).isEqualTo(new Handshake.None());
    }

    @Test
    void findsWebsocketInAnyCase() {
        headers.set("Upgrade", "WebSocket");

        assertThat(handshake()).isEqualTo(ACCEPTABLE);
    }
}
