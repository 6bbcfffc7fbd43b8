package afb4j.core.session;

import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Ends sessions when their time has come, with one alarm of a loop for all of them.
///
/// A session waits here under the time it would expire had it not been used since it was last looked at:
/// using it changes nothing here, and when that time comes it is either ended or put back under the new one.
/// The alarm is set to the earliest of these times and to none when there is no session, so an idle binder is
/// woken only when something may be due.
///
/// Threads hand over new sessions by a list linked through the sessions themselves, of which the loop takes
/// all at once. Sessions that were closed by somebody stay in the queue until their time, but are swept out
/// when there are more of them than of the living, so the memory is bounded by the number of living sessions.
///
/// Thread-safe where it says so; the rest is confined to the loop.
@ConfinedTo("loop")
final class ExpiryQueue {

    /// So many closed sessions may stay without being swept out.
    private static final int TOLERATED = 1024;

    private final Loop loop;
    private final PriorityQueue<LiveSession> waiting = new PriorityQueue<>(ExpiryQueue::byTime);
    private final AtomicReference<@Nullable LiveSession> arrivals = new AtomicReference<>();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicBoolean isPosted = new AtomicBoolean();
    private Loop.@Nullable Alarm alarm;
    private volatile boolean isArmed;
    private volatile long alarmNanos;

    ExpiryQueue(Loop loop) {
        this.loop = loop;
    }

    private static int byTime(LiveSession one, LiveSession other) {
        return Long.signum(one.dueNanos - other.dueNanos);
    }

    /// Takes a new session. Any thread.
    void add(LiveSession session) {
        open.incrementAndGet();
        LiveSession head;
        do {
            head = arrivals.get();
            session.nextArrival = head;
        } while (!arrivals.compareAndSet(head, session));
        post();
    }

    /// A session of this queue was closed. Any thread.
    void closed() {
        int living = open.decrementAndGet();
        if (isWorthSweeping(closed.incrementAndGet(), living)) {
            post();
        }
    }

    /// Whether a session may have expired that is not ended yet. Any thread.
    boolean isLate() {
        return arrivals.get() != null || (isArmed && alarmNanos - loop.nanoTime() <= 0);
    }

    /// Forgets all sessions and the alarm. Any thread.
    void stop() {
        loop.execute(() -> {
            arrivals.set(null);
            waiting.clear();
            disarm();
        });
    }

    /// How many sessions wait, closed ones included; confined to the loop.
    int size() {
        return waiting.size();
    }

    private void post() {
        if (!isPosted.getAndSet(true)) {
            loop.execute(this::work);
        }
    }

    private void work() {
        isPosted.set(false);
        welcome();
        if (isWorthSweeping(closed.get(), open.get())) {
            sweep();
        }
        endDue();
        arm();
    }

    private static boolean isWorthSweeping(int closedOnes, int living) {
        return closedOnes > TOLERATED && closedOnes > living;
    }

    private void welcome() {
        LiveSession arrival = arrivals.getAndSet(null);
        while (arrival != null) {
            LiveSession next = arrival.nextArrival;
            arrival.nextArrival = null;
            waiting.add(arrival);
            arrival = next;
        }
    }

    private void sweep() {
        int before = waiting.size();
        waiting.removeIf(LiveSession::isClosed);
        closed.addAndGet(waiting.size() - before);
    }

    private void endDue() {
        long nowNanos = loop.nanoTime();
        for (LiveSession first = waiting.peek();
                first != null && first.dueNanos - nowNanos <= 0;
                first = waiting.peek()) {
            waiting.remove();
            if (first.isClosed() || first.closeIfExpired()) {
                closed.decrementAndGet();
            } else {
                first.dueNanos = first.expirationNanos();
                waiting.add(first);
            }
        }
    }

    private void arm() {
        LiveSession first = waiting.peek();
        if (first == null) {
            disarm();
        } else if (!isArmed || alarmNanos != first.dueNanos) {
            disarm();
            alarmNanos = first.dueNanos;
            isArmed = true;
            alarm = loop.at(first.dueNanos, this::ring);
        }
    }

    private void ring() {
        alarm = null;
        isArmed = false;
        work();
    }

    private void disarm() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
        isArmed = false;
    }
}
