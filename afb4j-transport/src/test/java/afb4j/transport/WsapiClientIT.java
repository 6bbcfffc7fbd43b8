package afb4j.transport;

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
import afb4j.transport.peer.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a WSAPI server sends to our client, bytes against bytes (wsapi.md part 3).
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class WsapiClientIT {

    private static final Reply HUNG_UP = Reply.of(Status.DISCONNECTED.withInfo("server hung up"));
    private static final Reply UNREADABLE = Reply.of(Status.named("proto-error").withInfo("can't process success"));

    private RawServer server;
    private TestClient client;
    private RawPeer raw;

    @BeforeEach
    void connect() {
        server = new RawServer();
        client = new TestClient(server.address(), Protocol.WSAPI);
        raw = server.accept();
    }

    @AfterEach
    void close() {
        raw.close();
        client.close();
        server.close();
    }

    /// A call that reached the server; its id is 1 when it is the first.
    private CompletableFuture<Reply> pending() throws InterruptedException {
        CompletableFuture<Reply> reply = call(client.peer, "x", Json.NULL);
        if (raw.nextMessage().startsWith("56")) {
            assertThat(raw.nextMessage()).startsWith("4b");
        }
        return reply;
    }

    private long malformed() {
        CompletableFuture<Long> count = new CompletableFuture<>();
        client.peer.connection().execute(() -> count.complete(client.peer.malformed()));
        return await(count);
    }

    @Test
    void offersItsVersionFirstAndWaitsForNothing() throws InterruptedException { // W-31, W-34, W-36
        CompletableFuture<Reply> reply = call(client.peer, "ping", Json.NULL);

        assertThat(raw.nextMessage()).isEqualTo("56 09 14 4c 17 01 01");
        assertThat(raw.nextMessage())
                .isEqualTo("4b 01 00 05 00 00 00 70 69 6e 67 00 00 00 00 00 05 00 00 00 6e 75 6c 6c 00 00 00 00 00");
        raw.send(success(1, "1")); // and no version before it
        assertThat(await(reply).json()).isEqualTo(Json.of(1));
    }

    // B-23
    @ParameterizedTest
    @CsvSource({"76 02, set version 2", "76 00, set version 0", "76, has no version"})
    void hangsUpOnAnotherVersion(String message, String why, LogCapture logs) throws InterruptedException { // W-33
        logs.expect(why);
        CompletableFuture<Reply> reply = pending();

        raw.send(Bytes.frame(0x82, hex(message)));

        assertThat(await(reply)).isEqualTo(HUNG_UP);
        assertThat(raw.next()).hasToString("88: ");
        raw.awaitEnd();
        Awaitility.await().until(() -> client.hangups.size() == 1);
    }

    @Test
    void takesItsVersionAnyNumberOfTimes() throws InterruptedException { // W-34
        CompletableFuture<Reply> reply = pending();

        raw.send(hex("82 02 76 01"), hex("82 02 76 01"), success(1, "1"));

        assertThat(await(reply).json()).isEqualTo(Json.of(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6b 01 00", // nothing but the id
                "6b 01 00 00 00 00 00 00 00 00 00", // no object
                "6b 01 00 00 00 00 00 00 00 00 00 00 00 00 00", // null object
                "6b 01 00 00 00 00 00 00 00 00 00 05 00 00 00 6e 75 6c 6c", // longer than the message
                "6b 01 00 02 00 00 00 61 61 00 00 00 00 02 00 00 00 31 00" // error without NUL
            })
    void replyThatCannotBeReadEndsItsCall(String reply) throws InterruptedException { // W-94
        CompletableFuture<Reply> pending = pending();

        raw.send(Bytes.frame(0x82, hex(reply)));

        assertThat(await(pending)).isEqualTo(UNREADABLE);
        assertThat(malformed()).isEqualTo(1);
        CompletableFuture<Reply> next = pending();
        raw.send(success(2, "2"));
        assertThat(await(next).json()).isEqualTo(Json.of(2));
    }

    @Test
    void onlyTheFirstReplyCountsAndUnknownOnesAreDropped() throws InterruptedException { // W-38, S-21
        CompletableFuture<Reply> first = pending();

        raw.send(success(7, "\"unknown\""), success(0, "0"), success(1, "1"), success(1, "\"again\""));

        assertThat(await(first).json()).isEqualTo(Json.of(1));
        CompletableFuture<Reply> second = pending();
        raw.send(success(2, "2"));
        assertThat(await(second).json()).isEqualTo(Json.of(2));
        assertThat(malformed()).isEqualTo(3);
    }

    @Test
    void errorInfoAndObjectOfAReplyAreRelayed() throws InterruptedException { // W-40, W-22
        CompletableFuture<Reply> reply = pending();

        raw.send(Bytes.of('k').u16(1).str("").str("").str("[1]").frame());

        assertThat(await(reply)).isEqualTo(new Reply(Status.named("").withInfo(""), List.of(Json.array(1))));
    }

    @Test
    void whatIsNotForAClientIsIgnored() throws InterruptedException { // W-30
        CompletableFuture<Reply> reply = pending();

        raw.send(
                Bytes.offer(),
                Bytes.call(1, "x", "1"), // a call, whose id is that of a pending one
                hex("82 03 7a 01 00"),
                hex("82 01 6b"),
                hex("82 02 6b 01"),
                Bytes.of('E').u16(3).str("hello/event").frame(),
                Bytes.of('X').u16(1).u16(3).frame(),
                Bytes.of('x').u16(1).u16(3).frame(),
                Bytes.of('e').u16(3).frame(),
                Bytes.of('d').u16(3).str("null").frame(),
                success(1, "1"));

        assertThat(await(reply).json()).isEqualTo(Json.of(1));
    }

    @Test
    void pushThatNobodyWantsIsReported() throws InterruptedException { // W-73
        assertThat(raw.nextMessage()).startsWith("56");

        raw.send(Bytes.of('P').u16(0x0203).str("1").frame());

        assertThat(raw.nextMessage()).isEqualTo("55 03 02");
    }

    @Test
    void exactly4095CallsReachTheWire() throws InterruptedException { // W-37
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 4096; i++) {
            replies.add(call(client.peer, "x", Json.NULL));
        }
        assertThat(await(replies.getLast()).status().name()).isEqualTo("busy");
        assertThat(raw.nextMessage()).startsWith("56");
        for (int id = 1; id <= 4095; id++) {
            assertThat(raw.nextMessage()).startsWith("4b %02x %02x".formatted(id & 0xff, id >> 8));
        }

        raw.send(success(17, "1"));
        await(replies.get(16));
        CompletableFuture<Reply> next = call(client.peer, "x", Json.NULL);

        assertThat(raw.nextMessage()).startsWith("4b 00 10"); // 4096
        raw.send(success(4096, "2"));
        assertThat(await(next).json()).isEqualTo(Json.of(2));
    }
}
