package afb4j.core;

import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The calls of one origin that are not answered yet, oldest first, and their common time limit.
///
/// All calls have the same limit, so the list is in the order of the deadlines: adding and removing are a few
/// links, and one alarm for the oldest call serves all. An empty list costs no wakeups once its last alarm
/// has passed.
///
/// Confined to the loop of the origin.
@ConfinedTo("loop of the origin")
public final class RunningCalls {

    private final Loop loop;
    private final long limitNanos;
    private final String expiry;
    private @Nullable Call oldest;
    private @Nullable Call newest;
    private Loop.@Nullable Alarm alarm;
    private int size;
    private boolean closed;

    /// A list on `loop` whose calls expire after `limit`; a limit of zero means none.
    public RunningCalls(Loop loop, Duration limit) {
        this.loop = loop;
        this.limitNanos = limit.toNanos();
        this.expiry = "no answer within " + limit.toMillis() + " ms";
    }

    /// How many calls run.
    public int size() {
        return size;
    }

    /// Whether `call` is in the list.
    public boolean contains(Call call) {
        return call.previous != null || call.equals(oldest);
    }

    /// Adds a call that arrived at `nowNanos` by the clock of the loop.
    public void add(Call call, long nowNanos) {
        call.deadlineNanos = nowNanos + limitNanos;
        call.previous = newest;
        if (newest == null) {
            oldest = call;
        } else {
            newest.next = call;
        }
        newest = call;
        size++;
        if (alarm == null && limitNanos > 0) {
            arm(call);
        }
    }

    /// Removes a call that was answered.
    ///
    /// @throws IllegalStateException when it is not in the list
    public void remove(Call call) {
        Call before = call.previous;
        Call after = call.next;
        if (!contains(call)) {
            throw new IllegalStateException(call + ": expected a running call, it was removed before");
        }
        if (before == null) {
            oldest = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.previous = before;
        }
        call.previous = null;
        call.next = null;
        size--;
        disarmIfOver();
    }

    /// The origin is gone, and no call comes any more. Those that run keep their deadline, so that their
    /// handlers are interrupted as ever; the alarm ends with the last of them.
    public void close() {
        closed = true;
        disarmIfOver();
    }

    private void disarmIfOver() {
        if (closed && size == 0 && alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }

    private void arm(Call first) {
        alarm = loop.at(first.deadlineNanos, this::onAlarm);
    }

    /// The due calls are collected first: what an expiry brings about may change the list.
    private void onAlarm() {
        alarm = null;
        long now = loop.nanoTime();
        List<Call> due = new ArrayList<>();
        Call call = oldest;
        while (call != null && call.deadlineNanos - now <= 0) {
            due.add(call);
            call = call.next;
        }
        due.forEach(late -> late.expire(expiry));
        rearm(now);
    }

    /// For the oldest call that was not due; those before it are answered, and only not removed yet.
    private void rearm(long now) {
        Call first = oldest;
        while (first != null && first.deadlineNanos - now <= 0) {
            first = first.next;
        }
        if (first != null && alarm == null) {
            arm(first);
        }
    }
}
