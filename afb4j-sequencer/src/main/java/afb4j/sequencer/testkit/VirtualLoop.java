package afb4j.sequencer.testkit;

import afb4j.sequencer.Loop;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A [Loop] driven by the test: it runs only inside [#turn()], [#advance(Duration)] and [#runUntilIdle()], and its
/// clock moves only when told. The thread that drives it is the loop's thread for as long as the call lasts, and a
/// foreign thread otherwise.
///
/// One turn runs, in this order and as a Netty loop does: the tasks given by [#execute(Runnable)] and, in the
/// previous turn, by [#nextTurn(Runnable)]; then the alarms that are due; then whatever these add with `execute`.
/// What a task throws leaves the driving call; the tasks behind it stay queued.
///
/// The clock starts 30 s before it overflows, as `System.nanoTime` may: code that compares times instead of their
/// differences fails here and not in the field.
///
/// Thread-safe: other threads may post tasks; one thread at a time may drive.
public final class VirtualLoop implements Loop {

    /// More tasks than this in one turn, or turns in one run until idle, mean that something feeds itself for ever.
    private static final int RUNAWAY = 1_000_000;

    private static final long ORIGIN_NANOS =
            Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

    private final Object lock = new Object();

    @GuardedBy("lock")
    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();

    @GuardedBy("lock")
    private final ArrayDeque<Runnable> following = new ArrayDeque<>();

    @GuardedBy("lock")
    private final PriorityQueue<VirtualAlarm> alarms =
            new PriorityQueue<>(Comparator.<VirtualAlarm>comparingLong(alarm -> alarm.deadlineNanos - ORIGIN_NANOS)
                    .thenComparingLong(alarm -> alarm.order));

    @GuardedBy("lock")
    private long alarmsMade;

    private final AtomicLong nowNanos = new AtomicLong(ORIGIN_NANOS);
    private final AtomicLong turns = new AtomicLong();
    private volatile @Nullable Thread runner;
    private volatile Runnable beforeEachTask = () -> {};

    /// An idle loop at its origin of time.
    public VirtualLoop() {}

    @Override
    public boolean inLoop() {
        return Thread.currentThread().equals(runner);
    }

    @Override
    public void execute(Runnable task) {
        synchronized (lock) {
            ready.add(task);
        }
    }

    @Override
    public void nextTurn(Runnable task) {
        synchronized (lock) {
            following.add(task);
        }
    }

    @Override
    public long nanoTime() {
        return nowNanos.get();
    }

    @Override
    public Alarm at(long deadlineNanos, Runnable task) {
        synchronized (lock) {
            VirtualAlarm alarm = new VirtualAlarm(deadlineNanos, alarmsMade++, task);
            alarms.add(alarm);
            return alarm;
        }
    }

    @Override
    public boolean waitsForScripts() {
        return true;
    }

    /// Runs one turn, at the present time.
    ///
    /// @throws IllegalStateException when called from inside a turn, or when the turn does not end
    public void turn() {
        if (runner != null) {
            throw new IllegalStateException("turn() inside a turn of this loop, run by " + runner);
        }
        runner = Thread.currentThread();
        try {
            turns.incrementAndGet();
            fetchDueAlarms();
            drain();
        } finally {
            runner = null;
        }
    }

    /// Gives `task` to the loop and runs one turn: `task` runs on the loop before this returns.
    public void run(Runnable task) {
        execute(task);
        turn();
    }

    /// Runs turns until no task is left and no alarm is due; time stands still.
    ///
    /// @throws IllegalStateException when the loop keeps feeding itself
    public void runUntilIdle() {
        int limit = RUNAWAY;
        while (hasWork()) {
            if (limit-- == 0) {
                throw new IllegalStateException(
                        "expected the loop to become idle, still busy after " + RUNAWAY + " turns");
            }
            turn();
        }
    }

    /// Moves the clock by `amount`, stopping at each alarm on the way, and runs until idle at each stop and at the
    /// end.
    public void advance(Duration amount) {
        long target = nowNanos.get() + positive(amount);
        runUntilIdle();
        for (Long next = nextStop(target); next != null; next = nextStop(target)) {
            nowNanos.set(next);
            runUntilIdle();
        }
        nowNanos.set(target);
        runUntilIdle();
    }

    /// Moves only the clock, as a task does that blocks the loop; nothing runs. May be called from inside a task.
    public void pass(Duration amount) {
        nowNanos.addAndGet(positive(amount));
    }

    /// Runs `task` now, in this thread, as if another thread did: [#inLoop()] is false meanwhile. For use inside a
    /// turn.
    public void outside(Runnable task) {
        Thread before = runner;
        runner = null;
        try {
            task.run();
        } finally {
            runner = before;
        }
    }

    /// Runs `hook` before each task from now on, as if another thread did it; for interleavings.
    public void beforeEachTask(Runnable hook) {
        beforeEachTask = hook;
    }

    /// The time since this loop was made, on its own clock.
    public Duration elapsed() {
        return Duration.ofNanos(nowNanos.get() - ORIGIN_NANOS);
    }

    /// The number of turns run so far.
    public long turns() {
        return turns.get();
    }

    /// The number of alarms that wait for their time, for checks that nothing is left behind.
    public int pendingAlarms() {
        synchronized (lock) {
            return alarms.size();
        }
    }

    /// Whether a turn would do anything at the present time.
    public boolean hasWork() {
        synchronized (lock) {
            VirtualAlarm first = alarms.peek();
            return !ready.isEmpty() || !following.isEmpty() || (first != null && first.isDue());
        }
    }

    private static long positive(Duration amount) {
        if (amount.isNegative()) {
            throw new IllegalArgumentException("time moves forwards only, asked for " + amount);
        }
        return amount.toNanos();
    }

    private @Nullable Long nextStop(long targetNanos) {
        synchronized (lock) {
            VirtualAlarm first = alarms.peek();
            return first == null || first.deadlineNanos - targetNanos > 0 ? null : (Long) first.deadlineNanos;
        }
    }

    private void fetchDueAlarms() {
        synchronized (lock) {
            ready.addAll(following);
            following.clear();
            for (VirtualAlarm first = alarms.peek(); first != null && first.isDue(); first = alarms.peek()) {
                ready.add(alarms.remove());
            }
        }
    }

    private void drain() {
        int limit = RUNAWAY;
        for (Runnable task = poll(); task != null; task = poll()) {
            if (limit-- == 0) {
                throw new IllegalStateException("expected the turn to end, still busy after " + RUNAWAY + " tasks");
            }
            outside(beforeEachTask);
            task.run();
        }
    }

    private @Nullable Runnable poll() {
        synchronized (lock) {
            return ready.poll();
        }
    }

    /// One armed alarm; in the turn it is due it becomes a task of that turn.
    private final class VirtualAlarm implements Alarm, Runnable {
        private final long deadlineNanos;
        private final long order;
        private final Runnable task;
        private volatile boolean cancelled;

        private VirtualAlarm(long deadlineNanos, long order, Runnable task) {
            this.deadlineNanos = deadlineNanos;
            this.order = order;
            this.task = task;
        }

        private boolean isDue() {
            return deadlineNanos - nowNanos.get() <= 0;
        }

        @Override
        public void run() {
            if (!cancelled) {
                task.run();
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            synchronized (lock) {
                alarms.remove(this);
            }
        }
    }
}
