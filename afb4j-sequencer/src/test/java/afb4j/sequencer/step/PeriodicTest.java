package afb4j.sequencer.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerRuntime;
import afb4j.sequencer.retry.Jitter;
import afb4j.sequencer.testkit.VirtualLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PeriodicTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final SequencerRuntime runtime = SequencerRuntime.on(loop);
    private final List<Duration> starts = new ArrayList<>();
    private final List<Runnable> unfinished = new ArrayList<>();

    @Test
    void runsAtEachInterval() {
        start(Jitter.NONE, done -> {
            starts.add(loop.elapsed());
            done.run();
        });

        loop.advance(Duration.ofMillis(3500));

        assertThat(starts).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    @Test
    void leavesOutWhatWouldOverlap() {
        Sequencer<Periodic, ?> periodic = start(Jitter.NONE, done -> {
            starts.add(loop.elapsed());
            unfinished.add(done);
        });

        loop.advance(Duration.ofMillis(3500));
        unfinished.getFirst().run();
        unfinished.getFirst().run(); // twice changes nothing
        loop.advance(Duration.ofSeconds(2));

        assertThat(starts).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(4));
        assertThat(periodic.state().runs()).isEqualTo(2);
        assertThat(periodic.state().leftOut()).isEqualTo(3);
    }

    @Test
    void spreadsItsIntervals() {
        start(Jitter.additive(50), done -> {
            starts.add(loop.elapsed());
            done.run();
        });

        loop.advance(Duration.ofSeconds(100));

        assertThat(starts).hasSizeBetween(66, 99);
    }

    @Test
    void failsWhenItsTaskThrows() {
        Sequencer<?, ?> periodic = start(Jitter.NONE, _ -> {
            throw new IOException("cannot start");
        });

        loop.advance(Duration.ofSeconds(2));

        assertThat(periodic.completion().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void refusesAnIntervalOfNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Periodic.spec("none", Duration.ZERO, Jitter.NONE, Runnable::run));
    }

    private Sequencer<Periodic, Periodic.RunOver> start(Jitter jitter, Periodic.Task task) {
        return runtime.start(
                Periodic.spec("periodic", Duration.ofSeconds(1), jitter, task).build());
    }
}
