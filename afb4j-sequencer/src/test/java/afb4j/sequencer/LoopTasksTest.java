package afb4j.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.sequencer.testkit.VirtualLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// How sequencers give tasks to their loop.
@Timeout(30)
final class LoopTasksTest {

    /// What makes a sequencer go to its loop.
    record Reason(String name, Consumer<Sequencer<String, String>> action) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Reason> REASONS = List.of(
            new Reason("an offer", seq -> seq.offer("A")),
            new Reason("an offer that may wait", seq -> seq.offerLater("A")),
            new Reason("a timeout", seq -> seq.timeout(Duration.ZERO)),
            new Reason("a failed connection", seq -> seq.connect(attempt -> attempt.failed(new Exception("no")))),
            new Reason("an end", Sequencer::close));

    /// A loop may be slow to take a task, or run it in the caller once it has ended: no lock is held meanwhile.
    // Q-19, J-01
    @ParameterizedTest
    @FieldSource("REASONS")
    void givesTasksWithoutHoldingItsLock(Reason reason) throws Exception {
        VirtualLoop virtual = new VirtualLoop();
        AskingLoop loop = new AskingLoop(virtual);
        Sequencer<String, String> seq = SequencerRuntime.on(loop)
                .start(SequencerSpec.<String, String>builder("asked", () -> "", (_, _, _) -> Verdict.CONTINUE)
                        .build());
        virtual.runUntilIdle();
        loop.asked = seq;

        virtual.run(() -> reason.action().accept(seq));

        assertThat(loop.answers).hasPositiveValue();
    }

    /// Before it takes a task it asks the sequencer something in another thread, which needs the lock.
    private static final class AskingLoop implements Loop {
        private final VirtualLoop loop;
        private final AtomicInteger answers = new AtomicInteger();
        private Sequencer<String, String> asked;

        AskingLoop(VirtualLoop loop) {
            this.loop = loop;
        }

        @Override
        public void execute(Runnable task) {
            if (asked != null) {
                Thread other = Thread.ofPlatform().start(asked::cancelTimeout);
                try {
                    other.join(TimeUnit.SECONDS.toMillis(5));
                } catch (InterruptedException interrupted) {
                    throw new AssertionError(interrupted);
                }
                assertThat(other.isAlive()).as("waits for the lock").isFalse();
                answers.incrementAndGet();
            }
            loop.execute(task);
        }

        @Override
        public boolean inLoop() {
            return loop.inLoop();
        }

        @Override
        public void nextTurn(Runnable task) {
            loop.nextTurn(task);
        }

        @Override
        public long nanoTime() {
            return loop.nanoTime();
        }

        @Override
        public Alarm at(long deadlineNanos, Runnable task) {
            return loop.at(deadlineNanos, task);
        }
    }
}
