package afb4j.sequencer.step;

import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerSpec;
import afb4j.sequencer.Signal;
import afb4j.sequencer.Verdict;
import afb4j.sequencer.retry.Jitter;
import java.time.Duration;
import java.util.SplittableRandom;

/// Does something again and again, never twice at a time: where a run takes longer than the interval, the runs that
/// would overlap it are left out.
///
/// The state of a sequencer without an end of its own; it fails when its task throws, unless its spec tolerates
/// that.
///
/// Confined to the sequencer's loop.
@ConfinedTo("event loop of the sequencer")
public final class Periodic {

    /// What is done.
    @FunctionalInterface
    public interface Task {

        /// Starts a run and returns at once. Runs on the loop.
        ///
        /// @param done to be run when the run is over, on any thread
        void start(Runnable done) throws Exception;
    }

    /// The one message: the run of this number is over.
    ///
    /// @param run from 1
    public record RunOver(long run) {}

    private static final String NEXT = "next";

    private final Duration interval;
    private final Jitter jitter;
    private final Task task;
    private final SplittableRandom random = new SplittableRandom();
    private long runs;
    private boolean running;
    private long leftOut;

    private Periodic(Duration interval, Jitter jitter, Task task) {
        this.interval = interval;
        this.jitter = jitter;
        this.task = task;
    }

    /// A spec of such a sequencer. The first run starts after one interval.
    ///
    /// @param interval from start to start, before jitter; more than zero
    public static SequencerSpec.Builder<Periodic, RunOver> spec(
            String name, Duration interval, Jitter jitter, Task task) {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException(
                    "interval is " + interval + ", expected more than 0 (periodic '" + name + "')");
        }
        return SequencerSpec.builder(
                name, () -> new Periodic(interval, jitter, task), (seq, periodic, signal) -> periodic.on(seq, signal));
    }

    /// The number of runs started.
    public long runs() {
        return runs;
    }

    /// The number of runs left out because the one before was not over.
    public long leftOut() {
        return leftOut;
    }

    private Verdict on(Sequencer<?, RunOver> seq, Signal<RunOver> signal) throws Exception {
        switch (signal) {
            case Signal.Created<RunOver> _ -> arm(seq);
            case Signal.TimedOut<RunOver> _ -> {
                arm(seq);
                due(seq);
            }
            case Signal.Message<RunOver>(RunOver over) -> running &= over.run() != runs;
            case Signal.OfConnection<RunOver> _, Signal.Heartbeat<RunOver> _, Signal.Destroyed<RunOver> _ -> {}
        }
        return Verdict.CONTINUE;
    }

    private void arm(Sequencer<?, RunOver> seq) {
        seq.timeout(jitter.spread(interval, interval, random), NEXT);
    }

    private void due(Sequencer<?, RunOver> seq) throws Exception {
        if (running) {
            leftOut++;
            return;
        }
        running = true;
        RunOver over = new RunOver(++runs);
        try {
            task.start(() -> seq.offer(over));
        } catch (Exception thrown) {
            running = false;
            throw thrown;
        }
    }
}
