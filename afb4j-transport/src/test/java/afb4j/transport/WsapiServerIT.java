package afb4j.transport;

import static afb4j.transport.Bytes.call;
import static afb4j.transport.Bytes.hex;
import static afb4j.transport.TestPeers.await;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.TestPeers.ReceivedCall;
import afb4j.transport.peer.ServerPeer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a WSAPI client sends to a server socket, bytes against bytes (wsapi.md part 3).
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class WsapiServerIT {

    @TempDir
    Path folder;

    private TestPeers server;
    private RawPeer raw;

    @BeforeEach
    void connect() {
        server = new TestPeers(new Address.Unix(folder.resolve("hello").toString()));
        raw = RawPeer.connect(server.listener.address());
    }

    @AfterEach
    void close() {
        raw.close();
        server.close();
    }

    private static String success(int callId, String object) {
        return text(Bytes.of('k').u16(callId).none().none().str(object));
    }

    private static String failure(int callId, String error, String info) {
        return text(Bytes.of('k').u16(callId).str(error).str(info).str("null"));
    }

    private static String failure(int callId, String error) {
        return text(Bytes.of('k').u16(callId).str(error).none().str("null"));
    }

    private static String text(Bytes message) {
        return HexFormat.ofDelimiter(" ").formatHex(message.payload());
    }

    private static Bytes callOf(int callId, int sessionId, int tokenId) {
        return Bytes.of('K')
                .u16(callId)
                .str("echo")
                .u16(sessionId)
                .u16(tokenId)
                .str("1")
                .none();
    }

    private void answers(int callId) throws InterruptedException {
        raw.send(call(callId, "echo", "1"));
        assertThat(raw.nextMessage()).isEqualTo(success(callId, "1"));
    }

    private long malformed() throws InterruptedException {
        ServerPeer peer = server.nextServer();
        CompletableFuture<Long> count = new CompletableFuture<>();
        peer.connection().execute(() -> count.complete(peer.malformed()));
        return await(count);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "56 09 14 4c 17 01 01", // version 1
                "56 09 14 4c 17 03 02 01 07", // several, 1 among them
                "56 09 14 4c 17 02 01 01", // 1 twice
                "56 09 14 4c 17 01 01 63 64" // W-25: something behind
            })
    void offerOfVersion1IsTaken(String offer) throws InterruptedException { // W-31
        raw.send(Bytes.frame(0x82, hex(offer)));

        assertThat(raw.nextMessage()).isEqualTo("76 01");
        answers(1);
    }

    @Test
    void repeatedOfferIsAnsweredAgain() throws InterruptedException { // W-34
        raw.send(Bytes.offer(), Bytes.offer(), call(1, "echo", "1"), Bytes.offer());

        assertThat(raw.nextMessage()).isEqualTo("76 01");
        assertThat(raw.nextMessage()).isEqualTo("76 01");
        assertThat(raw.nextMessage()).isEqualTo(success(1, "1"));
        assertThat(raw.nextMessage()).isEqualTo("76 01");
    }

    @ParameterizedTest
    @CsvSource({
        "56 09 14 4c 18 01 01, identifier 0x184c1409",
        "56 09 14 4c 17 00, announces 0 versions",
        "56 09 14 4c 17 03 01 02, announces 3 versions and has 2 bytes",
        "56 09 14 4c 17 02 02 03, 'versions [2, 3], known is 1'",
        "56, expected 7 at least"
    })
    void badOfferEndsTheConnectionWithoutAVersion(String offer, String why, LogCapture logs)
            throws InterruptedException { // W-32, W-95
        logs.expect(why);

        raw.send(Bytes.frame(0x82, hex(offer)));

        assertThat(raw.next()).hasToString("88: ");
        raw.awaitEnd();
        await(server.serverHungUp);
    }

    @Test
    void callsAreAcceptedWithoutAnOffer() throws InterruptedException { // W-34, B-23
        answers(1);
        answers(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x1234, 0xffff})
    void idOfACallIsEchoedWhateverItIs(int callId) throws InterruptedException { // W-38
        answers(callId);
    }

    @Test
    void callsOfTheSameIdGetAReplyEach() throws InterruptedException { // W-38
        raw.send(call(7, "a", "1"), call(7, "b", "2"));
        ReceivedCall first = server.nextCall();
        ReceivedCall second = server.nextCall();

        second.reply(Reply.of(Json.of("second")));
        first.reply(Reply.of(Json.of("first")));

        assertThat(raw.nextMessage()).isEqualTo(success(7, "\"second\""));
        assertThat(raw.nextMessage()).isEqualTo(success(7, "\"first\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4b 05 00", // nothing but the id
                "4b 05 00 00 00 00 00", // W-23: no verb
                "4b 05 00 ff ff ff ff 70", // longer than the message
                "4b 05 00 05 00 00 00 70 69 6e 67 21", // no NUL
                "4b 05 00 02 00 00 00 70 00 00 00 00 00", // ends in front of the arguments
                "4b 05 00 02 00 00 00 70 00 00 00 00 00 02 00 00 00 31 00" // no credentials, not even none
            })
    void callThatCannotBeReadIsAnswered(String call) throws InterruptedException { // W-93
        raw.send(Bytes.frame(0x82, hex(call)));

        assertThat(raw.nextMessage()).isEqualTo(failure(5, "proto-error", "can't process call"));
        answers(6);
        assertThat(malformed()).isEqualTo(1);
    }

    // B-15
    @Test
    void messagesThatAreNoneAreDroppedAndCounted() throws InterruptedException { // W-30, W-93
        raw.send(
                Bytes.offer(),
                hex("82 01 4b"), // a call without its id
                hex("82 02 4b 01"),
                hex("82 01 00"), // unknown codes
                hex("82 03 7a 01 00"),
                Bytes.success(1, "1"), // the wrong way
                hex("82 02 76 01"),
                hex("82 02 53 01"), // a session without its name
                hex("82 01 55"));

        assertThat(raw.nextMessage()).isEqualTo("76 01");
        answers(1);
        assertThat(malformed()).isEqualTo(8);
    }

    @Test
    void firstMessageThatFitsNoProtocolIsDropped() throws InterruptedException { // 5.4
        raw.send(hex("82 03 7a 01 00"), hex("82 01 43"));

        answers(1);
        assertThat(malformed()).isEqualTo(2);
    }

    @Test
    void bytesBehindTheLastFieldAreIgnored() throws InterruptedException { // W-25
        raw.send(callOf(1, 0, 0).u8(1).u8(2).u8(3).frame());

        assertThat(raw.nextMessage()).isEqualTo(success(1, "1"));
    }

    @Test
    void verbIsFreeTextAndItsArgumentAnyText() throws InterruptedException { // W-42, W-27
        raw.send(call(1, "", "{bad"));

        ReceivedCall call = server.nextCall();

        assertThat(call.verb()).isEmpty();
        assertThat(call.argument().asText()).isEqualTo("{bad");
    }

    @Test
    void announcedSessionIsAcceptedUntilItIsDropped() throws InterruptedException { // W-50, W-52
        raw.send(Bytes.of('S').u16(9).str("some-uuid").frame(), callOf(1, 9, 0).frame());
        assertThat(raw.nextMessage()).isEqualTo(success(1, "1"));

        raw.send(Bytes.of('s').u16(9).frame(), callOf(2, 9, 0).frame());

        assertThat(raw.nextMessage()).isEqualTo(failure(2, "invalid-request"));
    }

    @Test
    void sessionThatWasNeverAnnouncedIsRefused() throws InterruptedException { // W-42
        raw.send(callOf(1, 9, 0).frame());

        assertThat(raw.nextMessage()).isEqualTo(failure(1, "invalid-request"));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "36, true", "37, false", "1025, false"})
    void sessionUuidHas36BytesAtMost(int bytes, boolean accepted) throws InterruptedException { // W-50
        raw.send(
                Bytes.of('S').u16(9).str("u".repeat(bytes)).frame(),
                callOf(1, 9, 0).frame());

        assertThat(raw.nextMessage()).isEqualTo(accepted ? success(1, "1") : failure(1, "invalid-request"));
    }

    @Test
    void sessionsOfOneConnectionAreBounded() throws InterruptedException { // B-35
        for (int id = 1; id <= TransportConfig.MAX_IN_FLIGHT + 1; id++) {
            raw.send(Bytes.of('S').u16(id).str("u").frame());
        }

        raw.send(callOf(1, TransportConfig.MAX_IN_FLIGHT, 0).frame());
        raw.send(callOf(2, TransportConfig.MAX_IN_FLIGHT + 1, 0).frame());

        assertThat(raw.nextMessage()).isEqualTo(success(1, "1"));
        assertThat(raw.nextMessage()).isEqualTo(failure(2, "invalid-request"));
    }

    @Test
    void unknownTokenIsNoToken() throws InterruptedException { // W-56
        raw.send(
                callOf(1, 0, 77).frame(),
                Bytes.of('T').u16(3).str("secret").frame(),
                callOf(2, 0, 3).frame(),
                Bytes.of('t').u16(3).frame(),
                callOf(3, 0, 3).frame());

        assertThat(raw.nextMessage()).isEqualTo(success(1, "1"));
        assertThat(raw.nextMessage()).isEqualTo(success(2, "1"));
        assertThat(raw.nextMessage()).isEqualTo(success(3, "1"));
    }

    @Test
    void descriptionHasAnIdOf16Bits() throws InterruptedException { // W-80, W-82, S-12
        raw.send(Bytes.of('D').u16(0x1234).frame());
        server.describe(server.nextDescribe(), Json.NULL);

        assertThat(raw.nextMessage()).isEqualTo("64 34 12 05 00 00 00 6e 75 6c 6c 00");
    }

    @Test
    void replyToACallOfALeftClientIsDiscarded() throws InterruptedException { // W-91, B-19
        raw.send(call(1, "hold", "1"));
        ReceivedCall call = server.nextCall();
        raw.send(hex("88 00"));
        await(server.serverHungUp);

        call.reply(Reply.of(Json.of("late")));

        assertThat(raw.next()).hasToString("88: ");
        raw.awaitEnd();
    }
}
