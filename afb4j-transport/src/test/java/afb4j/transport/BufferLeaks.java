package afb4j.transport;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.testkit.LogCapture;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import org.awaitility.Awaitility;

/// Asks Netty's leak detector, which runs at its paranoid level in all tests, for buffers that were lost. It
/// reports a lost buffer when that was collected and another is made: so one is lost on purpose, and when its
/// report is there, those of all others are.
final class BufferLeaks {

    private BufferLeaks() {}

    static void assertNone(LogCapture logs) throws InterruptedException {
        logs.tolerate("LEAK");
        String sentinel = "sentinel-" + UUID.randomUUID();
        Thread.ofVirtual().start(() -> lose(sentinel)).join(); // on a thread of its own: a short report
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            System.gc();
            PooledByteBufAllocator.DEFAULT.buffer(1).release();
            return reports(logs).stream().anyMatch(report -> report.contains(sentinel));
        });
        assertThat(reports(logs)).hasSize(1);
    }

    private static void lose(String hint) {
        ByteBuf lost = PooledByteBufAllocator.DEFAULT.buffer(1);
        lost.touch(hint);
    }

    private static List<String> reports(LogCapture logs) {
        return logs.messages(Level.SEVERE).stream()
                .filter(message -> message.startsWith("LEAK"))
                .toList();
    }
}
