package afb4j.sequencer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The state of a sequencer that runs a [Script]: the baton that its loop and its thread pass to each other.
///
/// While the script runs, the mailbox is held: nothing is delivered. When the script waits, it releases the mailbox
/// and parks; the next signal holds the mailbox again and wakes it. On a loop driven by a test, the loop also waits
/// until the script has parked again, so that a run is the same each time.
///
/// Thread-safe.
public final class ScriptRun<E, T> implements Resident {

    /// Where the script is.
    private enum Place {
        /// In its own code.
        OWN,
        /// Waits for a signal.
        WAITING,
        /// Waits for a task it gave to the loop.
        ON_LOOP,
        /// It has returned or thrown.
        ENDED
    }

    private static final Duration LOCKSTEP_LIMIT = Duration.ofSeconds(10);

    private final Script<E, T> script;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /// Set by the first signal, before the thread exists.
    private @Nullable Actor<?, E> actor;

    @GuardedBy("lock")
    private @Nullable Thread thread;

    @GuardedBy("lock")
    private @Nullable Signal<E> arrived;

    @GuardedBy("lock")
    private Place place = Place.OWN;

    @GuardedBy("lock")
    private boolean closing;

    ScriptRun(Script<E, T> script) {
        this.script = script;
    }

    /// What the script returned, or threw.
    public CompletionStage<T> result() {
        return result;
    }

    /// The handler of each sequencer that runs a script.
    static <E, T> Verdict on(Sequencer<ScriptRun<E, T>, E> seq, ScriptRun<E, T> run, Signal<E> signal) {
        switch (signal) {
            case Signal.Created<E> _ -> run.begin((Actor<?, E>) seq);
            case Signal.Destroyed<E> _ -> run.neverRan();
            default -> run.deliver(signal);
        }
        return Verdict.CONTINUE;
    }

    @Override
    public void closing() {
        lock.lock();
        try {
            closing = true;
            if (place == Place.WAITING) {
                handOver();
            } else if (place == Place.OWN && thread != null) {
                thread.interrupt(); // it blocks somewhere else, or computes
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isGone() {
        lock.lock();
        try {
            return thread == null || place == Place.ENDED;
        } finally {
            lock.unlock();
        }
    }

    /// Lets the loop go on and waits for the next signal. In the script's thread.
    ///
    /// @throws CancellationException when the sequencer ends
    Signal<E> receive() {
        checkThread();
        mailbox().release();
        lock.lock();
        try {
            while (arrived == null && !closing) {
                moveTo(Place.WAITING);
                changed.awaitUninterruptibly();
            }
            place = Place.OWN;
            if (arrived == null) {
                throw new CancellationException(actor() + " is closed");
            }
            Signal<E> signal = arrived;
            arrived = null;
            return signal;
        } finally {
            lock.unlock();
        }
    }

    /// Runs `task` on the loop and waits for it. In the script's thread; also while the sequencer ends.
    <R> R onLoop(Callable<R> task) throws Exception {
        checkThread();
        CompletableFuture<Callable<R>> done = new CompletableFuture<>();
        actor().loop().execute(() -> runFor(task, done));
        lock.lock();
        try {
            while (!done.isDone()) {
                moveTo(Place.ON_LOOP);
                changed.awaitUninterruptibly();
            }
            place = Place.OWN;
        } finally {
            lock.unlock();
        }
        return done.join().call();
    }

    /// Closes a connection of the script.
    void leave(Line<?, ?> line) {
        try {
            onLoop(() -> {
                line.leave(Leaving.CLOSE);
                return line;
            });
        } catch (Exception impossible) {
            throw new IllegalStateException("leaving a connection does not throw", impossible);
        }
    }

    Actor<?, E> actor() {
        return Objects.requireNonNull(actor, "set by the first signal");
    }

    private void begin(Actor<?, E> seq) {
        actor = seq;
        mailbox().hold();
        lock.lock();
        try {
            thread = Thread.ofVirtual().name("script " + seq.name()).unstarted(this::run);
            thread.start();
            awaitParkedInLockstep();
        } finally {
            lock.unlock();
        }
    }

    private void deliver(Signal<E> signal) {
        mailbox().hold();
        lock.lock();
        try {
            arrived = signal;
            handOver();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        Ending ending;
        try {
            result.complete(script.run(new ScriptScope<>(this)));
            ending = new Ending.Done();
        } catch (Throwable thrown) { // the outermost frame of the script
            result.completeExceptionally(thrown);
            ending = new Ending.Failed(thrown);
        }
        actor().life().end(ending); // without effect when it was closed
        lock.lock();
        try {
            place = Place.ENDED;
            actor().life().reconsider(); // before a loop in lockstep goes on
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void neverRan() {
        result.cancel(false); // without effect when it ran
    }

    private <R> void runFor(Callable<R> task, CompletableFuture<Callable<R>> done) {
        Callable<R> outcome;
        try {
            R value = task.call();
            outcome = () -> value;
        } catch (Throwable thrown) { // the script waits: whatever it is, it must hear of it
            outcome = () -> {
                throw thrown instanceof Exception exception
                        ? exception
                        : new IllegalStateException("a task of the script failed on the loop", thrown);
            };
        }
        lock.lock();
        try {
            done.complete(outcome);
            handOver();
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void moveTo(Place next) {
        place = next;
        changed.signalAll();
    }

    @GuardedBy("lock")
    private void handOver() {
        moveTo(Place.OWN);
        awaitParkedInLockstep();
    }

    @GuardedBy("lock")
    private void awaitParkedInLockstep() {
        if (!actor().loop().waitsForScripts()) {
            return;
        }
        try {
            long leftNanos = LOCKSTEP_LIMIT.toNanos();
            while (place == Place.OWN && leftNanos > 0) {
                leftNanos = changed.awaitNanos(leftNanos);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (place == Place.OWN) {
            throw new IllegalStateException(
                    "the script of " + actor() + " neither ended nor waited for its loop within "
                            + TimeUnit.NANOSECONDS.toSeconds(LOCKSTEP_LIMIT.toNanos()) + " s");
        }
    }

    private Mailbox<E> mailbox() {
        return actor().life().mailbox();
    }

    private void checkThread() {
        lock.lock();
        try {
            if (!Thread.currentThread().equals(thread)) {
                throw new IllegalStateException(
                        "the scope of " + actor() + " is for its script, called in " + Thread.currentThread());
            }
        } finally {
            lock.unlock();
        }
    }
}
