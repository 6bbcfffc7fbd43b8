package afb4j.transport;

import static afb4j.transport.Bytes.frame;
import static afb4j.transport.Bytes.hex;
import static afb4j.transport.Bytes.success;
import static afb4j.transport.TestPeers.await;
import static afb4j.transport.TestPeers.call;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.CloseReason.Kind;
import afb4j.transport.peer.Protocol;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Frames that a server sends to our client, bytes against bytes (W-10 to W-19).
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class ClientFramingIT {

    private RawServer server;
    private TestClient client;
    private RawPeer raw;

    @BeforeEach
    void connect() throws InterruptedException {
        server = new RawServer();
        client = new TestClient(server.address(), Protocol.WSAPI);
        raw = server.accept();
        assertThat(raw.nextMessage()).isEqualTo("56 09 14 4c 17 01 01"); // W-31
    }

    @AfterEach
    void close() {
        raw.close();
        client.close();
        server.close();
    }

    private CompletableFuture<Reply> pending() throws InterruptedException {
        CompletableFuture<Reply> reply = call(client.peer, "x", Json.NULL);
        assertThat(raw.nextMessage()).startsWith("4b 01 00");
        return reply;
    }

    @Test
    void maskedReplyIsAccepted() throws InterruptedException { // W-11
        CompletableFuture<Reply> reply = pending();
        byte[] message = success(1, "42");

        raw.send(frame(0x82, 2, 0x01020304, Arrays.copyOfRange(message, 2, message.length)));

        assertThat(await(reply).json()).isEqualTo(Json.of(42));
    }

    @Test
    void fragmentedReplyIsPutTogetherAndAPingInBetweenIsAnswered() throws InterruptedException { // W-13, W-14
        CompletableFuture<Reply> reply = pending();
        byte[] message = success(1, "42");

        raw.send(
                frame(0x02, Arrays.copyOfRange(message, 2, 8)),
                frame(0x89, (byte) 1),
                frame(0x80, Arrays.copyOfRange(message, 8, message.length)));

        assertThat(raw.next()).hasToString("8a: 01");
        assertThat(await(reply).json()).isEqualTo(Json.of(42));
    }

    @Test
    void closeOfTheServerEndsPendingCallsAtOnce() throws InterruptedException { // W-15, W-90
        CompletableFuture<Reply> reply = pending();

        raw.send(hex("88 02 03 e8"));

        assertThat(await(reply)).isEqualTo(Reply.of(Status.DISCONNECTED.withInfo("server hung up")));
        assertThat(raw.next()).hasToString("88: ");
        raw.awaitEnd();
        Awaitility.await().until(() -> client.hangups.size() == 1);
        assertThat(client.hangups).containsExactly(new CloseReason(Kind.REMOTE, "closed by the peer: 1000"));
    }

    @Test
    void endOfTheStreamEndsPendingCalls() throws InterruptedException { // W-16, W-90
        CompletableFuture<Reply> reply = pending();

        raw.close();

        assertThat(await(reply)).isEqualTo(Reply.of(Status.DISCONNECTED.withInfo("server hung up")));
        Awaitility.await().until(() -> client.hangups.size() == 1);
        assertThat(client.hangups).containsExactly(new CloseReason(Kind.REMOTE, "end of stream"));
    }

    @ParameterizedTest
    @CsvSource({
        "81 02 68 69, 1003, text frame",
        "c2 01 00, 1002, reserved bits",
        "80 01 00, 1002, no fragmented message",
        "82 7f 00 00 00 00 00 0f ff b5, 1009, 1048501 more"
    })
    void brokenFrameEndsTheConnection(String bytes, int code, String why, LogCapture logs)
            throws InterruptedException { // W-17
        logs.expect(why);
        CompletableFuture<Reply> reply = pending();

        raw.send(hex(bytes));

        assertThat(raw.next()).hasToString("88: %02x %02x".formatted(code >> 8, code & 0xff));
        raw.awaitEnd();
        assertThat(await(reply)).isEqualTo(Reply.of(Status.DISCONNECTED.withInfo("server hung up")));
        Awaitility.await().until(() -> client.hangups.size() == 1);
        assertThat(client.hangups.getFirst().kind()).isEqualTo(Kind.PROTOCOL_ERROR);
    }

    @Test
    void replyThatCameBeforeTheEndReachesItsCallThoughAWriteFails() throws InterruptedException {
        CompletableFuture<Reply> first = pending();
        CompletableFuture<Reply> second = new CompletableFuture<>();

        // on the loop, so that nothing is read before the write
        client.peer.connection().execute(() -> {
            raw.send(success(1, "42"));
            raw.close();
            client.peer.call("x", Json.NULL, second::complete);
        });

        assertThat(await(first).json()).isEqualTo(Json.of(42));
        assertThat(await(second)).isEqualTo(Reply.of(Status.DISCONNECTED.withInfo("server hung up")));
        Awaitility.await().until(() -> client.hangups.size() == 1);
    }
}
