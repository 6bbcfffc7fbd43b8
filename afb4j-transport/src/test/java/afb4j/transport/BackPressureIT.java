package afb4j.transport;

import static afb4j.transport.TestPeers.await;
import static afb4j.transport.TestPeers.call;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.netty.NettyNetwork;
import afb4j.transport.netty.NioNetwork;
import afb4j.transport.peer.ClientPeer;
import afb4j.transport.peer.Protocol;
import afb4j.transport.peer.ServerPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Memory does not grow with what a peer does not read (D5, R19).
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class BackPressureIT {

    private static final TransportConfig ONE_LOOP =
            TransportConfig.builder().ioThreads(1).build();

    @TempDir
    Path folder;

    static Stream<TestPeers.Networks> networks() {
        return Stream.of(NettyNetwork::open, NioNetwork::open);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void serverStopsReadingCallsOfAClientThatDoesNotReadReplies(TestPeers.Networks networks)
            throws InterruptedException {
        Address address = new Address.Unix(folder.resolve("hello").toString());
        byte[] call = Bytes.call(1, "echo", "\"" + "x".repeat(10_000) + "\"");
        int calls = 3_000; // 30 MB
        try (TestPeers server = new TestPeers(networks, address, ONE_LOOP);
                RawPeer raw = RawPeer.connect(address)) {
            AtomicLong sent = new AtomicLong();
            Thread sender = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < calls; i++) {
                    raw.send(call);
                    sent.incrementAndGet();
                }
            });
            ServerPeer peer = server.nextServer();

            Awaitility.await().during(Duration.ofMillis(300)).until(sent::get, new Stuck()::isStuck);

            // the gathered output of one turn, the high watermark, and a reply on top
            assertThat(pendingBytes(peer)).isBetween(1L, 400_000L);
            assertThat(sent).hasValueLessThan(calls / 2);
            for (int i = 0; i < calls; i++) {
                assertThat(raw.nextMessage()).startsWith("6b 01 00 00 00 00 00 00 00 00 00 13 27");
            }
            sender.join();
            assertThat(pendingBytes(peer)).isZero();
        }
    }

    /// Whether a count has stopped to grow.
    private static final class Stuck {

        private long last = -1;

        boolean isStuck(long now) {
            boolean stuck = now > 0 && now == last;
            last = now;
            return stuck;
        }
    }

    private static long pendingBytes(ServerPeer peer) {
        CompletableFuture<Long> bytes = new CompletableFuture<>();
        peer.connection().loop().execute(() -> bytes.complete(peer.connection().outboundBytes()));
        return await(bytes);
    }

    @Test
    void clientRefusesCallsToAServerThatDoesNotRead() {
        TransportConfig narrow =
                TransportConfig.builder().ioThreads(1).maxOutboundBytes(1 << 20).build();
        Json argument = Json.of("x".repeat(100_000));
        try (RawServer server = new RawServer();
                TestClient client = new TestClient(server.address(), Protocol.WSAPI, narrow);
                RawPeer raw = server.accept()) {
            List<CompletableFuture<Reply>> sent = new ArrayList<>();
            CompletableFuture<Reply> last;
            do {
                last = call(client.peer, "x", argument);
                sent.add(last);
                await(turn(client.peer));
            } while (!last.isDone() && sent.size() < 1_000);

            assertThat(await(last).status().name()).isEqualTo("busy");
            assertThat(await(last).status().info().orElseThrow()).contains("the peer does not read");
            assertThat(outboundBytes(client.peer)).isBetween(1L << 20, (1L << 20) + 101_000);
            raw.hangUp();
            sent.removeLast();
            sent.forEach(reply ->
                    assertThat(await(reply)).isEqualTo(Reply.of(Status.DISCONNECTED.withInfo("server hung up"))));
        }
    }

    private static CompletableFuture<Void> turn(ClientPeer client) {
        return CompletableFuture.runAsync(() -> {}, client.connection().loop()::execute);
    }

    private static long outboundBytes(ClientPeer client) {
        return await(CompletableFuture.supplyAsync(
                () -> client.connection().outboundBytes(), client.connection().loop()::execute));
    }

    @Test
    void pushesAndPingsOfAServerThatDoesNotReadMakeNothingGrow() throws InterruptedException { // W-14, W-73
        TransportConfig narrow =
                TransportConfig.builder().ioThreads(1).maxOutboundBytes(10_000).build();
        byte[] batch = Bytes.of('P').u16(7).str("1").frame();
        byte[] ping = Bytes.frame(0x89, new byte[100]);
        try (RawServer server = new RawServer();
                TestClient client = new TestClient(server.address(), Protocol.WSAPI, narrow);
                RawPeer raw = server.accept()) {
            for (int i = 0; i < 50_000; i++) {
                raw.send(batch, ping);
            }
            raw.send(Bytes.frame(0x8a));

            assertThat(outboundBytes(client.peer)).isLessThan(11_000);
            assertThat(client.peer.connection().isOpen()).isTrue();
        }
    }
}
