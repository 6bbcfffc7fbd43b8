package afb4j.transport;

import static afb4j.transport.Bytes.hex;
import static afb4j.transport.TestPeers.await;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.TestPeers.ReceivedCall;
import afb4j.transport.peer.ServerPeer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What legacy clients send to a server socket, bytes against bytes (wsapi.md part 4).
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class LegacyServerIT {

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

    private static Bytes callOf2017(int callId, String verb, String argument) {
        return Bytes.of('C').u32(callId).str(verb).str("some-session").str(argument);
    }

    private static Bytes callOf2018(int callId, String verb, String argument) {
        return callOf2017(callId, verb, argument).none();
    }

    private static String text(Bytes message) {
        return HexFormat.ofDelimiter(" ").formatHex(message.payload());
    }

    private static String success2017(int callId, String object) {
        return text(Bytes.of('T').u32(callId).str("").str(object));
    }

    private static String success2018(int callId, String object) {
        return text(Bytes.of('Y').u32(callId).none().none().str(object));
    }

    private long malformed() throws InterruptedException {
        ServerPeer peer = server.nextServer();
        CompletableFuture<Long> count = new CompletableFuture<>();
        peer.connection().execute(() -> count.complete(peer.malformed()));
        return await(count);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, 0x12345678, 0x80000000})
    void idOfACallIsEchoedWhateverItIs(int callId) throws InterruptedException { // L-01
        raw.send(callOf2017(callId, "echo", "1").frame());

        assertThat(raw.nextMessage()).isEqualTo(success2017(callId, "1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 0x12345678})
    void idOfACallOf2018IsEchoed(int callId) throws InterruptedException { // L-01, L-20
        raw.send(callOf2018(callId, "echo", "1").frame());

        assertThat(raw.nextMessage()).isEqualTo(success2018(callId, "1"));
    }

    @Test
    void callsOfTheSameIdGetAReplyEach() throws InterruptedException { // L-01
        raw.send(callOf2017(0, "a", "1").frame(), callOf2017(0, "b", "1").frame());

        server.nextCall().reply(Reply.of(Json.of(1)));
        server.nextCall().reply(Reply.of(Json.of(2)));

        assertThat(raw.nextMessage()).isEqualTo(success2017(0, "1"));
        assertThat(raw.nextMessage()).isEqualTo(success2017(0, "2"));
    }

    @Test
    void failureOf2017HasNoObjectAndAnInfoThatMayBeEmpty() throws InterruptedException { // L-03
        raw.send(callOf2017(1, "a", "1").frame(), callOf2017(2, "b", "1").frame());

        server.nextCall().reply(Reply.of(Status.named("failed").withInfo("why")));
        server.nextCall().reply(Reply.of(Status.named("failed")));

        assertThat(raw.nextMessage())
                .isEqualTo(text(Bytes.of('F').u32(1).str("failed").str("why")));
        assertThat(raw.nextMessage())
                .isEqualTo(text(Bytes.of('F').u32(2).str("failed").str("")));
    }

    @Test
    void infoOfASuccessOf2017IsSent() throws InterruptedException { // L-03
        raw.send(callOf2017(1, "a", "1").frame());

        server.nextCall().reply(Reply.of(Status.SUCCESS.withInfo("told")));

        assertThat(raw.nextMessage())
                .isEqualTo(text(Bytes.of('T').u32(1).str("told").str("null")));
    }

    @Test
    void replyOf2018CarriesErrorInfoAndObject() throws InterruptedException { // L-20
        raw.send(callOf2018(1, "a", "1").frame());

        server.nextCall().reply(new Reply(Status.named("failed").withInfo(""), List.of(Json.of(7))));

        assertThat(raw.nextMessage())
                .isEqualTo(text(Bytes.of('Y').u32(1).str("failed").str("").str("7")));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "36, true", "37, false"})
    void sessionUuidHas36BytesAtMost(int bytes, boolean accepted) throws InterruptedException { // L-02
        raw.send(
                Bytes.of('C').u32(1).str("echo").str("u".repeat(bytes)).str("1").frame());

        assertThat(raw.nextMessage())
                .isEqualTo(
                        accepted
                                ? success2017(1, "1")
                                : text(Bytes.of('F')
                                        .u32(1)
                                        .str("internal-error")
                                        .str("")));
    }

    @Test
    void descriptionDecidesNoYear() throws InterruptedException { // 5.4, S-12
        raw.send(Bytes.of('D').u32(0x12345678).frame());
        server.describe(server.nextDescribe(), Json.NULL);

        assertThat(raw.nextMessage()).isEqualTo("64 78 56 34 12 05 00 00 00 6e 75 6c 6c 00");
        raw.send(callOf2017(1, "echo", "1").frame());
        assertThat(raw.nextMessage()).isEqualTo(success2017(1, "1"));
    }

    @Test
    void argumentsOf2017AreReadByItsParser() throws InterruptedException { // L-11
        raw.send(callOf2017(1, "a", "NULL").frame(), callOf2017(2, "a", "null").frame());

        assertThat(server.nextCall().argument().asText()).isEqualTo("NULL");
        assertThat(server.nextCall().argument().isNull()).isTrue();
    }

    @Test
    void argumentsOf2018AreReadByTheLaterParser() throws InterruptedException { // L-11
        raw.send(callOf2018(1, "a", "NULL").frame());

        assertThat(server.nextCall().argument().isNull()).isTrue();
    }

    @Test
    void callThatCannotBeReadIsAnsweredInItsYear() throws InterruptedException { // W-93
        raw.send(callOf2018(1, "echo", "1").frame());
        assertThat(raw.nextMessage()).isEqualTo(success2018(1, "1"));

        raw.send(callOf2017(2, "echo", "1").frame()); // L-20: without the credentials

        assertThat(raw.nextMessage())
                .isEqualTo(text(Bytes.of('Y')
                        .u32(2)
                        .str("proto-error")
                        .str("can't process call")
                        .str("null")));
    }

    @Test
    void messagesThatAreNoneAreDroppedAndCounted() throws InterruptedException { // W-30, L-07
        raw.send(
                callOf2017(1, "echo", "1").frame(),
                hex("82 03 43 01 00"), // a call without its id
                Bytes.of('T').u32(1).str("").str("1").frame(), // the wrong way
                Bytes.of('Y').u32(1).none().none().str("1").frame(), // of another year
                Bytes.of('R').u32(9).u8(0).str("1").frame(), // to a subcall nobody made
                Bytes.of('R').u32(9).frame(),
                Bytes.offer(),
                callOf2017(2, "echo", "1").frame());

        assertThat(raw.nextMessage()).isEqualTo(success2017(1, "1"));
        assertThat(raw.nextMessage()).isEqualTo(success2017(2, "1"));
        assertThat(malformed()).isEqualTo(6);
    }

    @Test
    void replyToACallOfALeftClientIsDiscarded() throws InterruptedException { // W-91
        raw.send(callOf2017(1, "hold", "1").frame());
        ReceivedCall call = server.nextCall();
        raw.send(hex("88 00"));
        await(server.serverHungUp);

        call.reply(Reply.of(Json.of("late")));

        assertThat(raw.next()).hasToString("88: ");
        raw.awaitEnd();
    }
}
