package afb4j.core;

import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import java.time.Duration;
import java.util.function.Consumer;
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

    /// Removes a call that was answered. Must be in the list.
    public void remove(Call call) {
        Call before = call.previous;
        Call after = call.next;
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
    }

    /// Gives each running call, oldest first, to `action`, which may remove it.
    public void forEach(Consumer<Call> action) {
        Call call = oldest;
        while (call != null) {
            Call after = call.next;
            action.accept(call);
            call = after;
        }
    }

    /// Stops the alarm: the origin is gone, and nobody waits for an answer any more.
    public void close() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }

    private void arm(Call first) {
        alarm = loop.at(first.deadlineNanos, this::onAlarm);
    }

    private void onAlarm() {
        alarm = null;
        long now = loop.nanoTime();
        Call call = oldest;
        while (call != null && call.deadlineNanos - now <= 0) {
            Call after = call.next;
            if (!call.isAnswered()) {
                call.expire(expiry);
            }
            call = after;
        }
        Call first = oldest;
        while (first != null && first.deadlineNanos - now <= 0) {
            first = first.next;
        }
        if (first != null) {
            arm(first);
        }
    }
}
