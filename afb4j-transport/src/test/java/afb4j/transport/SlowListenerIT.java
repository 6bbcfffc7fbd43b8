package afb4j.transport;

import static afb4j.transport.TestPeers.await;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.netty.NettyNetwork;
import afb4j.transport.netty.NioNetwork;
import afb4j.transport.peer.EventFrame;
import afb4j.transport.peer.EventRef;
import afb4j.transport.peer.ServerPeer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who pushes events is told when to pause and when to go on.
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class SlowListenerIT {

    private static final EventRef EVENT = new EventRef(3, "hello/event");
    private static final TransportConfig ONE_LOOP =
            TransportConfig.builder().ioThreads(1).build();

    @TempDir
    Path folder;

    static Stream<TestPeers.Networks> networks() {
        return Stream.of(NettyNetwork::open, NioNetwork::open);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void pushesPauseAtTheHighMarkAndGoOnWhenTheClientHasRead(TestPeers.Networks networks)
            throws InterruptedException { // S-11, R19
        Address address = new Address.Unix(folder.resolve("hello").toString());
        try (TestPeers server = new TestPeers(networks, address, ONE_LOOP);
                RawPeer raw = RawPeer.connect(address)) {
            raw.send(Bytes.call(1, "subscribe", "null"));
            CompletableFuture<Integer> pushed = new CompletableFuture<>();
            server.nextCall().onLoop(peer -> {
                peer.subscribe(1, EVENT);
                peer.reply(1, Reply.success());
                pushed.complete(pushUntilFull(peer));
            });

            int count = await(pushed);

            // the socket takes some, the rest is what may wait
            assertThat(count).isBetween(100, 300);
            assertThat(server.told).doesNotContain("writable");
            assertThat(raw.nextMessage()).startsWith("45 03 00"); // E
            assertThat(raw.nextMessage()).startsWith("58 01 00 03 00"); // X
            assertThat(raw.nextMessage()).startsWith("6b 01 00"); // k
            for (int i = 0; i < count; i++) {
                assertThat(raw.nextMessage()).startsWith("50 03 00"); // P
            }
            Awaitility.await().until(() -> server.told.contains("writable"));
        }
    }

    private static int pushUntilFull(ServerPeer peer) {
        EventFrame frame = new EventFrame(EVENT, Json.of("x".repeat(10_000)));
        int count = 0;
        while (peer.isWritable()) {
            peer.push(frame);
            count++;
        }
        return count;
    }
}
