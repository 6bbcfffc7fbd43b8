package afb4j.core.event;

import afb4j.api.Data;
import afb4j.api.SubscribeOptions;
import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import org.jspecify.annotations.Nullable;

/// That one subscriber wants one event, and how. What it is not told of now, because of its interval, is
/// forgotten when the subscription ends.
@ConfinedTo("loop of the subscriber")
final class Subscription {

    private final HubEvent event;
    private final Audience audience;
    private final Subscriber subscriber;
    private final SubscribeOptions options;
    private boolean active = true;

    /// Whether anything was pushed since the beginning.
    private boolean begun;

    /// Pushes up to this number are older than the last value that was told at the beginning.
    private long outdated;

    /// What was told before, kept if only changes are wanted.
    private @Nullable Data told;

    private @Nullable Publication pending;

    /// Rings at the end of the interval, null between intervals.
    private Loop.@Nullable Alarm alarm;

    Subscription(HubEvent event, Audience audience, Subscriber subscriber, SubscribeOptions options) {
        this.event = event;
        this.audience = audience;
        this.subscriber = subscriber;
        this.options = options;
    }

    /// Joins the audience. The last value follows in a task of its own, because whoever subscribes has to
    /// tell the other side of the subscription first (W-76).
    void begin() {
        audience.add(this);
        event.countSubscriber(1);
        if (options.last()) {
            subscriber.lane().loop().execute(this::tellLast);
        }
    }

    private void tellLast() {
        Publication last = event.latest();
        if (active && !begun && last != null) {
            outdated = last.number();
            tell(last);
        }
    }

    void offer(Publication push) {
        if (!active || push.number() <= outdated) {
            return;
        }
        if (alarm == null) {
            tell(push);
        } else {
            pending = push;
        }
    }

    private void tell(Publication push) {
        begun = true;
        if (options.onChange()) {
            if (push.data().equals(told)) {
                return;
            }
            told = push.data();
        }
        if (!options.interval().isZero()) {
            Loop loop = subscriber.lane().loop();
            alarm = loop.at(loop.nanoTime() + options.interval().toNanos(), this::onIntervalOver);
        }
        subscriber.push(event, push);
    }

    private void onIntervalOver() {
        alarm = null;
        Publication latest = pending;
        pending = null;
        if (active && latest != null) {
            tell(latest);
        }
    }

    void eventRemoved() {
        if (active) {
            subscriber.eventRemoved(event);
        }
    }

    /// Leaves the audience: nothing is told any more.
    void end() {
        active = false;
        pending = null;
        audience.remove(this);
        event.countSubscriber(-1);
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }
}
