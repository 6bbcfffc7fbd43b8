package afb4j.benchmarks.sequencer;

import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerSpec;
import afb4j.sequencer.Signal;
import afb4j.sequencer.Verdict;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// How long a message takes from another thread's offer to the handler. That thread spins until the handler ran, so
/// that only one way is measured; it needs a processor of its own.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class OfferBenchmark {

    @Param
    public LoopKind loop;

    /// For how long nothing is offered before an offer: at 300 the loop is surely asleep.
    @Param({"0", "300"})
    public int pauseMicros;

    private final AtomicInteger handled = new AtomicInteger();
    private int offered;
    private Ground ground;
    private Sequencer<AtomicInteger, String> receiver;

    @Setup
    public void open() {
        ground = Ground.open(loop);
        receiver = ground.runtime()
                .start(SequencerSpec.<AtomicInteger, String>builder("receiver", () -> handled, (_, count, signal) -> {
                            if (signal instanceof Signal.Message<String>) {
                                count.incrementAndGet();
                            }
                            return Verdict.CONTINUE;
                        })
                        .build());
    }

    @TearDown
    public void close() {
        ground.close();
    }

    @Setup(Level.Invocation)
    public void pause() {
        if (pauseMicros > 0) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(pauseMicros));
        }
    }

    @Benchmark
    public void offer() {
        offered++;
        receiver.offer("message");
        while (handled.get() != offered) {
            Thread.onSpinWait();
        }
    }
}
