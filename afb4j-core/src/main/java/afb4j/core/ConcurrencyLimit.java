package afb4j.core;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets a number of tasks run at the same time, each on a virtual thread, and keeps further ones waiting, in
/// order of arrival, up to a bound.
///
/// One counter holds running and waiting tasks together: who raises it to the limit or below runs, who raises
/// it above waits; who leaves while it stands above the limit hands its place to one that waits. No lock, and
/// no place is ever lost: a task that is counted as waiting is in the queue, or about to be.
@ThreadSafe
final class ConcurrencyLimit {

    private final int running;
    private final long capacity;
    private final AtomicInteger inside = new AtomicInteger();
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();

    /// A limit of `running` tasks at the same time and `waiting` further ones.
    ConcurrencyLimit(int running, int waiting) {
        this.running = running;
        this.capacity = (long) running + waiting;
    }

    /// Starts `task`, which must call [#leave()] at its end, or keeps it until another one leaves.
    ///
    /// @return false when too many wait already: the task will not run
    boolean start(Runnable task) {
        for (; ; ) {
            int before = inside.get();
            if (before >= capacity) {
                return false;
            }
            if (inside.compareAndSet(before, before + 1)) {
                if (before < running) {
                    Thread.startVirtualThread(task);
                } else {
                    queue.add(task);
                }
                return true;
            }
        }
    }

    /// How many tasks wait.
    int waiting() {
        return Math.max(0, inside.get() - running);
    }

    /// Gives the place back, or hands it to the task that waits longest.
    void leave() {
        if (inside.getAndDecrement() <= running) {
            return;
        }
        Runnable task = queue.poll();
        while (task == null) {
            Thread.onSpinWait(); // it is counted, so its owner is between the counter and the queue
            task = queue.poll();
        }
        Thread.startVirtualThread(task);
    }
}
