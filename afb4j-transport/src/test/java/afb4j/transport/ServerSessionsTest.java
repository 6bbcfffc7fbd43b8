package afb4j.transport;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Reply;
import afb4j.testkit.NoWarnings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sessions, tokens and credentials that a client names, as the owner of the server hears of them.
@ExtendWith(NoWarnings.class)
final class ServerSessionsTest {

    private static Bytes call(int callId, int session, int token) {
        return Bytes.of('K')
                .u16(callId)
                .str("x")
                .u16(session)
                .u16(token)
                .str("1")
                .none();
    }

    private static Bytes session(int id, String uuid) {
        return Bytes.of('S').u16(id).str(uuid);
    }

    private static Bytes token(int id, String text) {
        return Bytes.of('T').u16(id).str(text);
    }

    private static Bytes legacyCall(int callId, String uuid) {
        return Bytes.of('C').u32(callId).str("x").str(uuid).str("1");
    }

    private static String failure(int callId, String error, String info) {
        return Bytes.of('k').u16(callId).str(error).str(info).str("null").text();
    }

    private static String failure(int callId, String error) {
        return Bytes.of('k').u16(callId).str(error).none().str("null").text();
    }

    @Test
    void callNamesTheSessionThatWasAnnounced() { // W-50, S-02
        PlayedServer server = new PlayedServer();

        server.receive(session(7, "one"), session(0xffff, ""), call(1, 7, 0), call(2, 0xffff, 0), call(3, 7, 0));

        assertThat(server.told).containsExactly("+one", "+");
        assertThat(server.session(0).uuid).isEqualTo("one");
        assertThat(server.session(1).uuid).isEmpty();
        assertThat(server.session(2)).isSameAs(server.session(0));
    }

    @Test
    void callWithoutSessionNamesNone() { // W-53, W-35
        PlayedServer server = new PlayedServer();

        server.receive(call(1, 0, 0), session(0, "zero"), call(2, 0, 0));

        assertThat(server.calls).allSatisfy(call -> assertThat(call.session()).isNull());
        assertThat(server.told).isEmpty();
    }

    @Test
    void firstOfTwoSessionsOfOneIdStays() { // W-51
        PlayedServer server = new PlayedServer();

        server.receive(session(7, "one"), session(7, "two"), call(1, 7, 0));

        assertThat(server.told).containsExactly("+one");
        assertThat(server.session(0).uuid).isEqualTo("one");
    }

    @Test
    void twoIdsMayStandForOneSession() { // W-51
        PlayedServer server = new PlayedServer();

        server.receive(session(7, "one"), session(8, "one"), Bytes.of('s').u16(7), call(1, 8, 0));

        assertThat(server.told).containsExactly("+one", "+one", "-one");
        assertThat(server.session(0).uuid).isEqualTo("one");
    }

    @Test
    void droppedSessionIsReleasedOnceAndItsIdIsFree() { // W-52
        PlayedServer server = new PlayedServer();

        server.receive(session(7, "one"), Bytes.of('s').u16(7), Bytes.of('s').u16(7), call(1, 7, 0));
        server.receive(session(7, "two"), call(2, 7, 0));

        assertThat(server.told).containsExactly("+one", "-one", "+two");
        assertThat(server.sent()).containsExactly(failure(1, "invalid-request"));
        assertThat(server.session(0).uuid).isEqualTo("two");
    }

    @Test
    void callInASessionThatWasRefusedIsRefused() { // W-42, W-50, S-07
        PlayedServer server = new PlayedServer();
        server.room = 0;

        server.receive(session(7, "one"), call(1, 7, 0), session(8, "x".repeat(37)), call(2, 8, 0));

        assertThat(server.told).containsExactly("+one", "+one");
        assertThat(server.sent())
                .containsExactly(
                        failure(1, "out-of-memory", "there is no room for the session"), failure(2, "invalid-request"));
        assertThat(server.calls).isEmpty();
    }

    @Test
    void sessionThatWasRefusedIsFoundOnceThereIsRoom() { // S-45: its client does not know that it was
        PlayedServer server = new PlayedServer();
        server.room = 0;
        server.receive(session(7, "one"), call(1, 7, 0));

        server.room = 1;
        server.receive(call(2, 7, 0), call(3, 7, 0));

        assertThat(server.told).containsExactly("+one", "+one", "+one");
        assertThat(server.calls).hasSize(2);
        assertThat(server.session(1)).isSameAs(server.session(0));
    }

    @Test
    void refusedSessionIsForgottenWhenItIsDropped() { // W-52
        PlayedServer server = new PlayedServer();
        server.room = 0;

        server.receive(session(7, "one"), Bytes.of('s').u16(7), call(1, 7, 0));

        assertThat(server.told).containsExactly("+one");
        assertThat(server.sent()).containsExactly(failure(1, "invalid-request"));
    }

    @Test
    void refusedSessionMayBeAnnouncedAgain() { // W-50
        PlayedServer server = new PlayedServer();
        server.room = 0;
        server.receive(session(7, "one"));

        server.room = 1;
        server.receive(session(7, "one"), call(1, 7, 0));

        assertThat(server.session(0).uuid).isEqualTo("one");
    }

    @Test
    void sessionsAndTokensOfAConnectionAreBounded() { // B-35
        PlayedServer server =
                new PlayedServer(TransportConfig.builder().maxSessions(2).build());

        server.receive(
                session(1, "a"), session(2, "b"), session(3, "c"), Bytes.of('s').u16(1), session(4, "d"));
        server.receive(token(1, "a"), token(2, "b"), token(3, "c"), token(2, "B"), call(1, 2, 3), call(2, 4, 2));

        assertThat(server.told).containsExactly("+a", "+b", "-a", "+d");
        assertThat(server.calls.get(0).token()).isNull();
        assertThat(server.calls.get(1).token()).isEqualTo("b");
        assertThat(server.peer.malformed()).isEqualTo(2);
    }

    @Test
    void tokenOfACallIsTheTextThatWasAnnouncedFirst() { // W-56, W-57
        PlayedServer server = new PlayedServer();

        server.receive(token(5, "secret"), token(5, "other"), token(6, ""), token(0, "none"));
        server.receive(call(1, 0, 5), call(2, 0, 6), call(3, 0, 0), call(4, 0, 77));
        server.receive(Bytes.of('t').u16(5), call(5, 0, 5), token(5, "other"), call(6, 0, 5));

        assertThat(server.calls)
                .extracting(call -> String.valueOf(call.token()))
                .containsExactly("secret", "", "null", "null", "null", "other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0:0:3a8c-NoLabel", "", "nonsense", "0:0:0-a:b:c"})
    void credentialsComeAsTheyAre(String credentials) { // W-59, W-60, S-05
        PlayedServer server = new PlayedServer();

        server.receive(Bytes.of('K').u16(1).str("x").u16(0).u16(0).str("1").str(credentials), call(2, 0, 0));
        PlayedServer legacy = new PlayedServer();
        legacy.receive(
                legacyCall(1, "one").str(credentials), legacyCall(2, "one").none());

        assertThat(server.calls.get(0).credentials()).isEqualTo(credentials);
        assertThat(server.calls.get(1).credentials()).isNull();
        assertThat(legacy.calls.get(0).credentials()).isEqualTo(credentials);
        assertThat(legacy.calls.get(1).credentials()).isNull();
    }

    @Test
    void hangupReleasesEachSessionOnceBeforeTheOwnerIsTold() { // W-91, S-01, S-14
        PlayedServer server = new PlayedServer();
        server.receive(
                session(1, "a"), session(2, "b"), session(3, "c"), Bytes.of('s').u16(2), call(1, 1, 0));

        server.hangUp();
        server.peer.reply(1, Reply.success());

        assertThat(server.told)
                .startsWith("+a", "+b", "+c", "-b")
                .endsWith("hangup")
                .hasSize(7);
        assertThat(server.told).containsOnlyOnce("-a", "-b", "-c");
        assertThat(server.sent()).isEmpty();
    }

    @Test
    void legacyConnectionRemembersEachSessionOnce() { // L-02, S-04
        PlayedServer server = new PlayedServer();

        server.receive(legacyCall(1, "a"), legacyCall(2, "b"), legacyCall(3, "a"), legacyCall(4, "a"));
        server.hangUp();

        assertThat(server.told).containsExactly("+a", "+b", "-b", "-a", "hangup");
        assertThat(server.session(3)).isSameAs(server.session(0));
    }

    @Test
    void legacyConnectionForgetsASessionThatWasClosed() { // S-04, W-54
        PlayedServer server = new PlayedServer();
        server.receive(legacyCall(1, "a"));

        server.session(0).open = false;
        server.receive(legacyCall(2, "a"), legacyCall(3, "a"));

        assertThat(server.told).containsExactly("+a", "+a", "-a");
        assertThat(server.session(1)).isNotSameAs(server.session(0)).isSameAs(server.session(2));
    }

    @Test
    void legacyConnectionForgetsTheSessionThatWasNotUsedForTheLongestTime() { // B-35, S-04
        PlayedServer server =
                new PlayedServer(TransportConfig.builder().maxSessions(2).build());

        server.receive(legacyCall(1, "a"), legacyCall(2, "b"), legacyCall(3, "a"), legacyCall(4, "c"));

        assertThat(server.told).containsExactly("+a", "+b", "+c", "-b");
    }

    @Test
    void legacyCallInASessionThatCannotBeIsAnInternalErrorWithoutInfo() { // L-02, S-07
        PlayedServer server = new PlayedServer();
        server.room = 0;

        server.receive(legacyCall(1, "a"), legacyCall(2, "u".repeat(37)));

        assertThat(server.sent())
                .containsExactly(
                        Bytes.of('F').u32(1).str("internal-error").str("").text(),
                        Bytes.of('F').u32(2).str("internal-error").str("").text());
        assertThat(server.told).isEqualTo(List.of("+a"));
    }
}
