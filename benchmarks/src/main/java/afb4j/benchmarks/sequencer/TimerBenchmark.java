package afb4j.benchmarks.sequencer;

import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerSpec;
import afb4j.sequencer.Timer;
import afb4j.sequencer.Verdict;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to arm a timer again, on its loop, when many sequencers have theirs armed.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class TimerBenchmark {

    private static final int BATCH = 1_000;

    private static final Duration MIDDLE = Duration.ofMinutes(35);
    private static final long FIRST_NANOS = Duration.ofMinutes(10).toNanos();
    private static final long SPAN_NANOS = Duration.ofMinutes(50).toNanos();

    /// Time passes more slowly than the deadline comes closer by this.
    private static final Duration EARLIER = Duration.ofNanos(20_000);

    @Param({"1", "1000", "100000"})
    public int armed;

    private final Semaphore done = new Semaphore(0);
    private Ground ground;
    private Timer timer;
    private Duration after;

    /// Arms the timers of the others evenly between 10 and 60 minutes from now, the measured one in their middle.
    @Setup
    public void open() throws InterruptedException {
        ground = Ground.open(LoopKind.EPOLL);
        ground.startIdle(
                armed - 1,
                each -> each.sequencer().timeout(Duration.ofNanos(FIRST_NANOS + SPAN_NANOS / armed * each.number())));
        Sequencer<String, String> owner = ground.runtime()
                .start(SequencerSpec.<String, String>builder("owner", () -> "", (_, _, _) -> Verdict.CONTINUE)
                        .build());
        timer = owner.timer("measured");
        timer.arm(MIDDLE);
    }

    @Setup(Level.Iteration)
    public void startInTheMiddle() {
        timer.cancel();
        after = MIDDLE;
        timer.arm(after);
    }

    @TearDown
    public void close() {
        ground.close();
    }

    /// A timeout that is renewed: the deadline moves away.
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void later() {
        onLoop(() -> {
            for (int i = 0; i < BATCH; i++) {
                timer.arm(MIDDLE);
            }
        });
    }

    /// The deadline comes closer: the alarm of the loop has to be replaced.
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void earlier() {
        onLoop(() -> {
            for (int i = 0; i < BATCH; i++) {
                after = after.minus(EARLIER);
                timer.arm(after);
            }
        });
    }

    private void onLoop(Runnable batch) {
        ground.loop().execute(() -> {
            batch.run();
            done.release();
        });
        done.acquireUninterruptibly();
    }
}
