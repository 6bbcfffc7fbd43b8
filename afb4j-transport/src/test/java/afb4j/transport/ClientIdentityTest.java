package afb4j.transport;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.testkit.NoWarnings;
import afb4j.transport.peer.Identity;
import afb4j.transport.peer.OutboundCall;
import afb4j.transport.peer.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Sessions, tokens and credentials that a client sends with its calls.
@ExtendWith(NoWarnings.class)
final class ClientIdentityTest {

    private static final Identity ONE = new Identity("one", null, null);

    private final PlayedClient client = new PlayedClient(Protocol.WSAPI);

    private static String call(int callId, int session, int token) {
        return Bytes.of('K')
                .u16(callId)
                .str("x")
                .u16(session)
                .u16(token)
                .str("null")
                .none()
                .text();
    }

    private static String session(int id, String uuid) {
        return Bytes.of('S').u16(id).str(uuid).text();
    }

    private static String token(int id, String text) {
        return Bytes.of('T').u16(id).str(text).text();
    }

    private static String legacyCall(int callId, String uuid) {
        return Bytes.of('C').u32(callId).str("x").str(uuid).str("null").text();
    }

    @Test
    void sessionAndTokenAreAnnouncedOnceBeforeTheirFirstUse() { // S-32, W-98, W-57
        client.peer.open();
        client.call("a", new Identity("one", "secret", null));
        client.call("b", new Identity("two", "secret", null));
        client.call("c", new Identity("one", "other", null));
        client.call("d");

        assertThat(client.sent())
                .containsExactly(
                        "56 09 14 4c 17 01 01",
                        session(1, "one"),
                        token(1, "secret"),
                        call(1, 1, 1),
                        session(2, "two"),
                        call(2, 2, 1),
                        token(2, "other"),
                        call(3, 1, 2),
                        call(4, 0, 0));
    }

    @Test
    void emptyTextsAreAnnouncedToo() { // W-50, W-56
        client.call("a", new Identity("", "", null));

        assertThat(client.sent()).containsExactly(session(1, ""), token(1, ""), call(1, 1, 1));
    }

    @Test
    void credentialsGoWithTheCall() { // W-59
        client.call("a", new Identity(null, null, "0:0:3a8c-NoLabel"));

        assertThat(client.sent())
                .containsExactly(Bytes.of('K')
                        .u16(1)
                        .str("x")
                        .u16(0)
                        .u16(0)
                        .str("null")
                        .str("0:0:3a8c-NoLabel")
                        .text());
    }

    @Test
    void endedSessionIsDroppedAndAnnouncedAgainWhenItComesBack() { // W-52
        client.call("a", new Identity("one", "secret", null));
        client.sent();

        client.peer.dropSession("one");
        client.peer.dropSession("one");
        client.peer.dropSession("never");
        client.peer.dropToken("secret");
        client.peer.dropToken("secret");
        client.call("b", new Identity("one", "secret", null));

        assertThat(client.sent())
                .containsExactly(
                        Bytes.of('s').u16(1).text(),
                        Bytes.of('t').u16(1).text(),
                        session(2, "one"),
                        token(2, "secret"),
                        call(2, 2, 2));
    }

    @Test
    void sessionThatCannotBeSentIsNotTakenForAnnounced() { // B-34, S-23
        String tooLong = "u".repeat(1_048_500);

        client.call("a", new Identity(tooLong, null, null));
        client.call("b", new Identity(tooLong, null, null));
        client.call("c", ONE);

        assertThat(client.told).containsExactly("a reply internal-error", "b reply internal-error");
        assertThat(client.sent()).containsExactly(session(3, "one"), call(3, 3, 0));
        assertThat(client.peer.inFlight()).isEqualTo(1);
    }

    @Test
    void sessionStaysAnnouncedWhenItsCallCannotBeSent() { // B-34
        client.peer.call(new OutboundCall("x", Json.of("x".repeat(1_048_500)), ONE), _ -> {});
        client.call("b", ONE);

        assertThat(client.sent()).containsExactly(session(1, "one"), call(2, 1, 0));
    }

    @Test
    void sessionThatWasNotUsedForTheLongestTimeMakesRoom() { // B-35, W-52
        PlayedClient narrow = new PlayedClient(
                Protocol.WSAPI, TransportConfig.builder().maxSessions(2).build());
        Identity two = new Identity("two", null, null);
        narrow.call("a", ONE);
        narrow.call("b", two);
        narrow.call("c", ONE);
        narrow.sent();

        narrow.call("d", new Identity("three", null, null));
        narrow.call("e", ONE);
        narrow.call("f", two);

        assertThat(narrow.sent())
                .containsExactly(
                        Bytes.of('s').u16(2).text(),
                        session(3, "three"),
                        call(4, 3, 0),
                        call(5, 1, 0),
                        Bytes.of('s').u16(3).text(),
                        session(4, "two"),
                        call(6, 4, 0));
    }

    @Test
    void idsOfSessionsGoRoundWithout0AndWithoutThoseInUse() { // W-35
        PlayedClient narrow = new PlayedClient(
                Protocol.WSAPI, TransportConfig.builder().maxSessions(2).build());
        Identity other = new Identity("other", null, null);
        narrow.call("kept", ONE);
        for (int id = 2; id <= 0xffff; id++) {
            narrow.call("passing", other);
            narrow.receive(Bytes.of('k').u16(id).none().none().str("1"));
            narrow.peer.dropSession("other");
        }
        narrow.connection.frames.clear();

        narrow.call("last", other);

        assertThat(narrow.sent()).containsExactly(session(2, "other"), call(2, 2, 0)); // neither 0 nor 1
    }

    @Test
    void legacyCallCarriesItsSessionAndOtherwiseThatOfTheConnection() { // L-02, L-20
        PlayedClient legacy = new PlayedClient(Protocol.LEGACY_2017);
        legacy.call("a", new Identity("one", "secret", "0:0:1-x"));
        legacy.call("b");
        legacy.call("c");
        legacy.peer.dropSession("one");
        legacy.peer.dropToken("secret");

        var sent = legacy.sent();
        assertThat(sent).hasSize(3).first().isEqualTo(legacyCall(1, "one"));
        assertThat(sent.get(1).substring(15))
                .isEqualTo(sent.get(2).substring(15))
                .hasSizeGreaterThan(36 * 3);
    }

    @Test
    void legacyCallOf2018CarriesCredentials() { // L-20
        PlayedClient legacy = new PlayedClient(Protocol.LEGACY_2018);
        legacy.call("a", new Identity("one", null, "0:0:1-x"));

        assertThat(legacy.sent())
                .containsExactly(Bytes.of('C')
                        .u32(1)
                        .str("x")
                        .str("one")
                        .str("null")
                        .str("0:0:1-x")
                        .text());
    }

    @Test
    void textsOfIdentitiesHideTheToken() { // R32
        assertThat(new Identity("one", "secret", null).toString()).doesNotContain("secret");
        assertThat(OutboundCall.of("x", Json.of("payload")).toString()).doesNotContain("payload");
    }
}
