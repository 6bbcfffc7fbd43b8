package afb4j.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A loop on a thread of its own (J-01).
@Timeout(30)
final class ThreadLoopTest {

    private final ThreadLoop loop = ThreadLoop.start("thread loop of a test");
    private final List<String> ran = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        loop.close();
    }

    @Test
    void runsTasksOfOneThreadInTheirOrderAndNeverInTheCaller() {
        loop.execute(() -> {
            loop.execute(() -> ran.add("given by the first"));
            ran.add("first " + loop.inLoop());
        });
        loop.execute(() -> ran.add("second"));
        CompletableFuture.runAsync(() -> {}, loop::nextTurn).join();
        end();

        assertThat(loop.inLoop()).isFalse();
        assertThat(ran).startsWith("first true").containsOnlyOnce("second", "given by the first");
        assertThat(ran.indexOf("second")).isGreaterThan(0);
    }

    @Test
    void ringsAlarmsByTheirTimeAndNotBeforeIt() {
        long now = loop.nanoTime();
        CompletableFuture<Long> later = new CompletableFuture<>();
        long deadline = now + Duration.ofMillis(50).toNanos();
        loop.at(deadline, () -> later.complete(loop.nanoTime()));
        loop.at(now + 2, () -> ran.add("second"));
        loop.at(now + 1, () -> ran.add("first"));

        assertThat(later.join() - deadline).isNotNegative();
        assertThat(ran).contains("first", "second");
    }

    @Test
    void ringsNoAlarmThatWasWithdrawn() {
        CompletableFuture.runAsync(
                        () -> {
                            Loop.Alarm due = loop.at(loop.nanoTime(), () -> ran.add("withdrawn"));
                            due.cancel();
                        },
                        loop::execute)
                .join();
        CompletableFuture.runAsync(() -> {}, loop::execute).join();

        assertThat(ran).isEmpty();
    }

    @Test
    void goesOnAfterTaskThatThrows() {
        loop.execute(() -> {
            throw new IllegalStateException("a task of a test");
        });

        CompletableFuture.runAsync(() -> ran.add("after"), loop::execute).join();

        assertThat(ran).containsExactly("after");
    }

    @Test
    void runsWhatWasGivenBeforeItsEnd() {
        for (int i = 0; i < 100; i++) {
            loop.execute(() -> ran.add("task"));
        }

        loop.close();

        assertThat(ran).hasSize(100);
    }

    @Test
    void runsTasksGivenAfterItsEndInTheirOrder() {
        end();
        List<String> late = new ArrayList<>();

        loop.execute(() -> {
            loop.execute(() -> late.add("given by the first"));
            late.add("first " + loop.inLoop());
        });
        loop.at(loop.nanoTime(), () -> late.add("alarm")).cancel();

        assertThat(late).containsExactly("first true", "given by the first");
        assertThat(loop.inLoop()).isFalse();
    }

    @Test
    void refusesToWaitForItself() {
        CompletableFuture<Void> refused = CompletableFuture.runAsync(
                () -> assertThatIllegalStateException().isThrownBy(loop::close), loop::execute);

        assertThat(refused).succeedsWithin(Duration.ofSeconds(10));
    }
}
