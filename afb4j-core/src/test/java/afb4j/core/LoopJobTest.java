package afb4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.sequencer.testkit.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LoopJobTest {

    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final VirtualLoop loop = new VirtualLoop();
    private final List<Runnable> begun = new ArrayList<>();
    private final List<LoopJob> over = new ArrayList<>();
    private int runs;

    private LoopJob job(Duration period) {
        return new LoopJob(loop, begun::add, () -> runs++, period, over::add);
    }

    private void runWhatHasBegun() {
        List<Runnable> tasks = List.copyOf(begun);
        begun.clear();
        tasks.forEach(Runnable::run);
    }

    @Test
    void runsOnceAfterItsDelayAndIsOver() {
        LoopJob job = job(Duration.ZERO);

        job.begin(PERIOD);
        loop.advance(PERIOD.minusNanos(1));
        assertThat(begun).isEmpty();
        loop.advance(Duration.ofNanos(1));
        runWhatHasBegun();

        assertThat(runs).isOne();
        assertThat(over).containsExactly(job);
    }

    @Test
    void runsAgainEachPeriodAndLeavesOutThoseThatPassedMeanwhile() {
        LoopJob job = job(PERIOD);

        job.begin(PERIOD);
        loop.advance(PERIOD.multipliedBy(3).plusSeconds(1)); // due at 10 s, ends at 31 s
        runWhatHasBegun();
        loop.advance(Duration.ofSeconds(8));
        assertThat(begun).isEmpty();
        loop.advance(Duration.ofSeconds(1)); // 40 s
        runWhatHasBegun();

        assertThat(runs).isEqualTo(2);
        assertThat(over).isEmpty();
        job.close();
        assertThat(over).containsExactly(job);
    }

    @Test
    void doesNotBeginAgainOnceClosed() {
        LoopJob waiting = job(PERIOD);
        LoopJob begunAlready = job(PERIOD);

        waiting.begin(PERIOD.multipliedBy(2));
        begunAlready.begin(PERIOD);
        loop.advance(PERIOD);
        begunAlready.close();
        waiting.close();
        runWhatHasBegun();
        loop.advance(PERIOD.multipliedBy(3));

        assertThat(runs).isZero();
        assertThat(begun).isEmpty();
        assertThat(loop.pendingAlarms()).isZero();
    }
}
