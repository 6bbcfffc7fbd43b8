package afb4j.benchmarks.sequencer;

import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerSpec;
import afb4j.sequencer.Signal;
import afb4j.sequencer.Verdict;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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

/// What a turn costs: of a sequencer that offers a message to itself at each, and of a bare task that does nothing
/// but ask for the next turn, which is the loop's share of the former.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class TurnBenchmark {

    private static final int TURNS = 20_000;

    @Param
    public LoopKind loop;

    private final Semaphore done = new Semaphore(0);
    private Ground ground;
    private Sequencer<Countdown, String> busy;

    private static final class Countdown {
        private int left = TURNS;

        /// Whether there is a turn left.
        boolean next() {
            left--;
            if (left > 0) {
                return true;
            }
            left = TURNS;
            return false;
        }
    }

    @Setup
    public void open() {
        ground = Ground.open(loop);
        busy = ground.runtime()
                .start(SequencerSpec.<Countdown, String>builder("busy", Countdown::new, this::on)
                        .build());
    }

    private Verdict on(Sequencer<Countdown, String> self, Countdown state, Signal<String> signal) {
        if (signal instanceof Signal.Message<String>(String again)) {
            if (state.next()) {
                self.offer(again);
            } else {
                done.release();
            }
        }
        return Verdict.CONTINUE;
    }

    @TearDown
    public void close() {
        ground.close();
    }

    @Benchmark
    @OperationsPerInvocation(TURNS)
    public void sequencer() {
        busy.offer("again");
        done.acquireUninterruptibly();
    }

    @Benchmark
    @OperationsPerInvocation(TURNS)
    public void bareTask() {
        Countdown countdown = new Countdown();
        ground.loop().execute(new Runnable() {
            @Override
            public void run() {
                if (countdown.next()) {
                    ground.loop().nextTurn(this);
                } else {
                    done.release();
                }
            }
        });
        done.acquireUninterruptibly();
    }
}
