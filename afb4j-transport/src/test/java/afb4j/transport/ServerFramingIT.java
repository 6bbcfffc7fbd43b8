package afb4j.transport;

import static afb4j.transport.Bytes.call;
import static afb4j.transport.Bytes.frame;
import static afb4j.transport.Bytes.hex;
import static afb4j.transport.Bytes.success;
import static afb4j.transport.TestPeers.await;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.CloseReason.Kind;
import afb4j.transport.peer.ClientPeer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Frames that a client sends to a server socket, bytes against bytes (W-10 to W-19).
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class ServerFramingIT {

    private static final int LIMIT = 1_048_500;

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

    private static String payload(byte[] frame) {
        return HexFormat.ofDelimiter(" ").formatHex(frame, 2, frame.length);
    }

    private void answers(int callId) throws InterruptedException {
        raw.send(call(callId, "echo", "1"));
        assertThat(raw.nextMessage()).isEqualTo(payload(success(callId, "1")));
    }

    @Test
    void firstByteOfTheSocketIsAFrame() throws InterruptedException { // W-10, W-11
        raw.send(Bytes.offer());

        assertThat(raw.nextMessage()).isEqualTo("76 01");
        answers(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 8})
    void lengthIsReadInAllThreeForms(int form) throws InterruptedException { // W-12
        byte[] call = call(1, "echo", "1");

        raw.send(frame(0x82, form, 0, Arrays.copyOfRange(call, 2, call.length)));

        assertThat(raw.nextMessage()).isEqualTo(payload(success(1, "1")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 8})
    void maskedFramesAreAcceptedAndAnsweredUnmasked(int form) throws InterruptedException { // W-11
        byte[] call = call(1, "echo", "1");

        raw.send(frame(0x82, form, 0xa1b2c3d4, Arrays.copyOfRange(call, 2, call.length)));

        assertThat(raw.nextMessage()).isEqualTo(payload(success(1, "1")));
    }

    @Test
    void framesMayComeByteByByte() throws InterruptedException {
        for (byte one : call(1, "echo", "1")) {
            raw.send(new byte[] {one});
        }

        assertThat(raw.nextMessage()).isEqualTo(payload(success(1, "1")));
    }

    // B-33
    @Test
    void fragmentsArePutTogetherAndAPingInBetweenIsAnswered() throws InterruptedException { // W-13, W-14, B-33
        byte[] call = call(1, "echo", "1");

        raw.send(
                frame(0x02, Arrays.copyOfRange(call, 2, 5)),
                frame(0x00, Arrays.copyOfRange(call, 5, 9)),
                frame(0x89, (byte) 'p'),
                frame(0x80, 0, 0x01020304, Arrays.copyOfRange(call, 9, call.length)));

        assertThat(raw.next()).hasToString("8a: 70");
        assertThat(raw.nextMessage()).isEqualTo(payload(success(1, "1")));
    }

    // B-33
    @Test
    void pingIsAlwaysEchoed() throws InterruptedException { // W-14, B-33
        byte[] longest = new byte[125];
        Arrays.fill(longest, (byte) 7);

        raw.send(frame(0x89), frame(0x89, longest), frame(0x89, 0, 0x0a0b0c0d, (byte) 1, (byte) 2));

        assertThat(raw.next()).hasToString("8a: ");
        assertThat(raw.next()).hasToString("8a:" + " 07".repeat(125));
        assertThat(raw.next()).hasToString("8a: 01 02");
    }

    @Test
    void pongsAndEmptyMessagesAreIgnored() throws InterruptedException { // W-14, W-19
        raw.send(frame(0x8a), frame(0x8a, (byte) 1), frame(0x82), frame(0x02), frame(0x80));

        answers(1);
        assertThat(await(malformed())).isZero();
    }

    private CompletableFuture<Long> malformed() throws InterruptedException {
        var peer = server.nextServer();
        var count = new CompletableFuture<Long>();
        peer.connection().execute(() -> count.complete(peer.malformed()));
        return count;
    }

    @ParameterizedTest
    @ValueSource(strings = {"88 00", "88 02 03 e8", "88 05 03 e8 62 79 65", "88 01 03", "88 80 01 02 03 04"})
    void hangsUpAtOnceWhenTheClientCloses(String close) throws InterruptedException { // W-15
        raw.send(call(1, "hold", "1"), hex(close), call(2, "echo", "1"));

        assertThat(raw.next()).hasToString("88: ");
        raw.awaitEnd();
        await(server.serverHungUp);
        assertThat(server.nextCall().id()).isEqualTo(1);
        assertThat(server.calls).isEmpty();
    }

    @Test
    void endOfTheStreamIsARegularEnd() throws InterruptedException { // W-16
        answers(1);

        raw.close();

        await(server.serverHungUp);
        Awaitility.await().until(() -> server.serverReasons.size() == 1);
        assertThat(server.serverReasons).containsExactly(new CloseReason(Kind.REMOTE, "end of stream"));
    }

    @ParameterizedTest
    @CsvSource({
        "81 02 68 69, 1003, text frame",
        "c2 01 00, 1002, reserved bits",
        "a2 01 00, 1002, reserved bits",
        "92 01 00, 1002, reserved bits",
        "83 01 00, 1002, unknown opcode",
        "8b 00, 1002, unknown opcode",
        "80 01 00, 1002, no fragmented message",
        "00 01 00, 1002, no fragmented message",
        "02 01 00 82 01 00, 1002, inside a fragmented one",
        "02 01 00 81 01 00, 1003, text frame",
        "09 00, 1002, control frame is fragmented",
        "89 7e 00 7e, 1002, control frame is longer",
        "82 7f 00 00 00 00 00 0f ff b5, 1009, 1048501 more",
        "82 7f 80 00 00 00 00 00 00 00, 1009, top bit",
        "82 7f 7f ff ff ff ff ff ff ff, 1009, limit is 1048500"
    })
    void brokenFrameEndsItsConnectionAndNoOther(String bytes, int code, String why, LogCapture logs)
            throws InterruptedException { // W-17
        logs.expect(why);
        ClientPeer other = server.connect();
        raw.send(call(1, "echo", "1"), hex(bytes));

        assertThat(raw.nextMessage()).isEqualTo(payload(success(1, "1")));
        assertThat(raw.next()).hasToString("88: %02x %02x".formatted(code >> 8, code & 0xff));
        raw.awaitEnd();

        Awaitility.await().until(() -> server.serverReasons.size() == 1);
        assertThat(server.serverReasons.getFirst().kind()).isEqualTo(Kind.PROTOCOL_ERROR);
        assertThat(await(TestPeers.call(other, "echo", Json.of(1))).json()).isEqualTo(Json.of(1));
    }

    @Test
    void messageOfExactlyTheLimitIsAccepted() throws InterruptedException { // W-18
        // 'K', call id, verb of 4 + 5 bytes, session, token, length and NUL of the object, no credentials
        String filler = "x".repeat(LIMIT - 1 - 2 - 9 - 2 - 2 - 4 - 1 - 4 - 2);
        byte[] call = call(1, "hold", "\"" + filler + "\"");
        assertThat(call).hasSize(LIMIT + 10);

        raw.send(call);

        assertThat(server.nextCall().argument().asText()).isEqualTo(filler);
    }

    @Test
    void closeFrameReachesAClientThatIsStillSending(LogCapture logs) throws InterruptedException { // W-17, W-18
        logs.expect("refused with 1009");

        refusesWhileSending(raw);
    }

    @Test
    void closeFrameReachesAClientThatIsStillSendingOverTcp(LogCapture logs) throws InterruptedException { // W-17
        logs.expect("refused with 1009");
        try (TestPeers tcp = new TestPeers(new Address.Tcp("127.0.0.1", 0));
                RawPeer client = RawPeer.connect(tcp.listener.address())) {
            refusesWhileSending(client);
        }
    }

    private static void refusesWhileSending(RawPeer client) throws InterruptedException {
        ByteBuffer header =
                ByteBuffer.allocate(10).put((byte) 0x82).put((byte) 127).putLong(8 << 20);

        client.send(header.array(), new byte[8 << 20]);

        assertThat(client.next()).hasToString("88: 03 f1");
        client.awaitEnd();
    }

    @Test
    void fragmentsTogetherAreHeldAgainstTheLimit(LogCapture logs) throws InterruptedException { // W-18
        logs.expect("refused with 1009");
        byte[] half = new byte[LIMIT / 2];

        raw.send(frame(0x02, half), frame(0x00, half), frame(0x80, (byte) 0));

        assertThat(raw.next()).hasToString("88: 03 f1");
        raw.awaitEnd();
    }

    @Test
    void clientThatNeverEndsIsCutOff(LogCapture logs) throws InterruptedException { // W-15
        logs.expect("refused with 1003");

        raw.send(frame(0x81));

        assertThat(raw.next()).hasToString("88: 03 eb");
        raw.awaitEnd();
        Awaitility.await().until(() -> !raw.isHeard());
    }
}
