package afb4j.core;

import afb4j.api.ApiContext;
import afb4j.sequencer.Loop;
import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A job that waits for its time on a loop and runs elsewhere; with a period it waits again when the run has
/// ended, from the time at which that run was due.
@ThreadSafe
@SuppressWarnings("Immutable")
final class LoopJob implements ApiContext.Job {

    private final Loop loop;
    private final Executor threads;
    private final Runnable task;
    private final long periodNanos;
    private final Consumer<LoopJob> over;

    @GuardedBy("this")
    private Loop.@Nullable Alarm alarm;

    @GuardedBy("this")
    private long dueNanos;

    private volatile boolean closed;

    /// A job that runs `task` by `threads` and then tells `over`, or, with a period, when it is closed.
    LoopJob(Loop loop, Executor threads, Runnable task, Duration period, Consumer<LoopJob> over) {
        this.loop = loop;
        this.threads = threads;
        this.task = task;
        this.periodNanos = period.toNanos();
        this.over = over;
    }

    void begin(Duration delay) {
        waitUntil(loop.nanoTime() + delay.toNanos());
    }

    private synchronized void waitUntil(long nanos) {
        if (!closed) {
            dueNanos = nanos;
            alarm = loop.at(nanos, () -> threads.execute(this::run));
        }
    }

    private void run() {
        if (closed) {
            return;
        }
        task.run();
        if (periodNanos > 0) {
            waitUntil(nextDue());
        } else {
            close();
        }
    }

    /// Periods that have passed meanwhile are left out.
    private synchronized long nextDue() {
        long late = Math.max(0, loop.nanoTime() - dueNanos);
        return dueNanos + (late / periodNanos + 1) * periodNanos;
    }

    @Override
    public void close() {
        closed = true;
        over.accept(this);
        loop.execute(this::cancel);
    }

    private synchronized void cancel() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }
}
