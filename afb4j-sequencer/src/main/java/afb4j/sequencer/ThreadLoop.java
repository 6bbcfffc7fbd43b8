package afb4j.sequencer;

import static java.lang.System.Logger.Level.ERROR;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A [Loop] on a thread of its own, for programs that have no event loop to share.
///
/// A turn is one task: what is given to [#nextTurn] comes behind what waits already. A task that throws is
/// logged, and the next one runs. Creator closes; tasks given after that still run, one at a time and in
/// order, on the threads that give them, so that whatever ends late finds nothing broken. Alarms do not ring
/// any more then.
///
/// Tasks wait without a bound: who gives them sees to one.
///
/// Thread-safe.
public final class ThreadLoop implements Loop, AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(ThreadLoop.class.getName());

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock")
    private final Queue<Runnable> ready = new ArrayDeque<>();

    @GuardedBy("lock")
    private final PriorityQueue<ThreadAlarm> alarms = new PriorityQueue<>(ThreadAlarm.EARLIEST);

    @GuardedBy("lock")
    private long alarmsMade;

    @GuardedBy("lock")
    private Phase phase = Phase.RUNNING;

    /// Who runs tasks: the thread of the loop, later each thread that gives one.
    private volatile Thread runner;

    private final Thread thread;

    /// How far the end has come.
    private enum Phase {
        /// The thread takes tasks and alarms.
        RUNNING,
        /// The thread takes the tasks that were given, then ends.
        CLOSING,
        /// The thread has ended, nobody runs a task.
        OVER,
        /// The thread has ended, one of those that give tasks runs them.
        LATE
    }

    private ThreadLoop(String name) {
        thread = Thread.ofPlatform().name(name).unstarted(this::run);
        runner = thread;
    }

    /// Starts a loop on a thread of that name, which keeps the process alive until it is closed.
    public static ThreadLoop start(String name) {
        ThreadLoop loop = new ThreadLoop(name);
        loop.thread.start();
        return loop;
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread().equals(runner);
    }

    @Override
    public void execute(Runnable task) {
        lock.lock();
        try {
            ready.add(task);
            changed.signal();
            if (phase != Phase.OVER) {
                return;
            }
            phase = Phase.LATE;
        } finally {
            lock.unlock();
        }
        runLate();
    }

    @Override
    public void nextTurn(Runnable task) {
        execute(task);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Alarm at(long deadlineNanos, Runnable task) {
        lock.lock();
        try {
            ThreadAlarm alarm = new ThreadAlarm(deadlineNanos, alarmsMade++, task);
            if (phase == Phase.RUNNING) {
                alarms.add(alarm);
                changed.signal();
            }
            return alarm;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        for (Runnable task = next(); task != null; task = next()) {
            runSafely(task);
        }
    }

    /// The next task; waits for one, null at the end.
    private @Nullable Runnable next() {
        lock.lock();
        try {
            long waitNanos = fetchDueAlarms();
            while (ready.isEmpty() && phase == Phase.RUNNING) {
                changed.awaitNanos(waitNanos);
                waitNanos = fetchDueAlarms();
            }
            Runnable task = ready.poll();
            if (task == null) {
                phase = Phase.OVER;
            }
            return task;
        } catch (InterruptedException _) {
            return () -> {}; // the loop ends by close() only, as others do
        } finally {
            lock.unlock();
        }
    }

    /// Makes tasks of the alarms that are due; returns how long to wait for the next one.
    @GuardedBy("lock")
    private long fetchDueAlarms() {
        for (ThreadAlarm first = alarms.peek(); first != null; first = alarms.peek()) {
            long waitNanos = first.deadlineNanos - System.nanoTime();
            if (waitNanos > 0) {
                return waitNanos;
            }
            ready.add(alarms.remove());
        }
        return Long.MAX_VALUE;
    }

    /// Runs what waits, on a thread that has given a task after the end.
    private void runLate() {
        Thread before = runner;
        runner = Thread.currentThread();
        for (Runnable task = nextLate(before); task != null; task = nextLate(before)) {
            runSafely(task);
        }
    }

    private @Nullable Runnable nextLate(Thread before) {
        lock.lock();
        try {
            Runnable task = ready.poll();
            if (task == null) {
                phase = Phase.OVER;
                runner = before;
            }
            return task;
        } finally {
            lock.unlock();
        }
    }

    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) { // the outermost place: the loop goes on with the next task
            LOGGER.log(ERROR, "a task failed", failure);
        }
    }

    /// Runs what was given before, then ends the thread. Blocks until that has ended; idempotent.
    ///
    /// @throws IllegalStateException when called on the loop, which would wait for itself
    @Override
    public void close() {
        if (Thread.currentThread().equals(thread)) {
            throw new IllegalStateException("close() on the loop itself, which would wait for its own end");
        }
        lock.lock();
        try {
            if (phase == Phase.RUNNING) {
                phase = Phase.CLOSING;
                alarms.clear();
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
        join();
    }

    private void join() {
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                isInterrupted = true; // told when the thread has ended, which takes no longer than its tasks
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "loop " + thread.getName();
    }

    /// A task that waits for its time.
    private final class ThreadAlarm implements Alarm, Runnable {

        /// Deadlines are compared by their difference, since nanoseconds may overflow.
        static final Comparator<ThreadAlarm> EARLIEST = (one, other) -> {
            long difference = one.deadlineNanos - other.deadlineNanos;
            return difference != 0 ? Long.signum(difference) : Long.compare(one.order, other.order);
        };

        private final long deadlineNanos;
        private final long order;
        private final Runnable task;
        private volatile boolean isCancelled;

        ThreadAlarm(long deadlineNanos, long order, Runnable task) {
            this.deadlineNanos = deadlineNanos;
            this.order = order;
            this.task = task;
        }

        @Override
        public void run() {
            if (!isCancelled) {
                task.run();
            }
        }

        @Override
        public void cancel() {
            isCancelled = true;
            lock.lock();
            try {
                alarms.remove(this);
            } finally {
                lock.unlock();
            }
        }
    }
}
