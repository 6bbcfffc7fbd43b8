package afb4j.sequencer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A timer of a sequencer on the loop's own alarms. An arming is a letter: it is in the queue when it has expired,
/// and it
/// is wanted as long as it is the cell's present arming, which is what makes a cancelled expiry invisible.
///
/// Arming for later than the alarm set leaves that alarm alone: when it comes, it is set again for the rest. So a
/// timeout renewed again and again costs no alarm each time.
///
/// Thread-safe: guarded by the mailbox.
final class TimerCell<E> implements Timer {

    private final Actor<?, E> actor;
    private final Mailbox<E> mailbox;
    private final String name;
    private final boolean acrossSteps;

    private @Nullable Arming arming;
    private Loop.@Nullable Alarm alarm;
    private long alarmNanos;
    private int alarmsSet;

    TimerCell(Actor<?, E> actor, Mailbox<E> mailbox, String name, boolean acrossSteps) {
        this.actor = actor;
        this.mailbox = mailbox;
        this.name = name;
        this.acrossSteps = acrossSteps;
    }

    @Override
    public String name() {
        return name;
    }

    boolean isAcrossSteps() {
        return acrossSteps;
    }

    @Override
    public void arm(Duration after, Object tag) {
        if (after.isNegative()) {
            throw new IllegalArgumentException("timer '" + name + "' of " + actor + " armed for " + after
                    + ", expected 0 or more; to disarm it, cancel it");
        }
        // told before the clock is read: who measures from here never sees the timer early
        actor.tell(observer -> observer.timerArmed(actor, tag, after));
        long deadlineNanos = actor.loop().nanoTime() + nanos(after);
        synchronized (mailbox) {
            if (mailbox.ending() != null) {
                return; // dropped
            }
            arming = new Arming(tag, after, deadlineNanos);
            if (after.isZero()) {
                arming.queued = true;
                actor.post(arming);
            } else if (alarm == null || alarmNanos - deadlineNanos > 0) {
                dropAlarm();
                setAlarm(deadlineNanos);
            }
        }
        if (after.isZero()) {
            actor.wake();
            actor.tell(observer -> observer.timerFired(actor, tag));
        }
    }

    @Override
    public boolean cancel() {
        Arming cancelled;
        synchronized (mailbox) {
            cancelled = arming;
            arming = null;
            dropAlarm();
        }
        if (cancelled != null) {
            actor.tell(observer -> observer.timerCancelled(actor, cancelled.tag));
        }
        return cancelled != null;
    }

    private static long nanos(Duration after) {
        // a quarter of the clock's range, 73 years, keeps differences meaningful
        Duration most = Duration.ofNanos(Long.MAX_VALUE / 4);
        return after.compareTo(most) < 0 ? after.toNanos() : most.toNanos();
    }

    private void setAlarm(long deadlineNanos) {
        int number = ++alarmsSet;
        alarmNanos = deadlineNanos;
        alarm = actor.loop().at(deadlineNanos, () -> ring(number));
    }

    private void dropAlarm() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }

    private void ring(int number) {
        Arming expired = takeExpired(number);
        if (expired != null) {
            actor.wake();
            actor.tell(observer -> observer.timerFired(actor, expired.tag));
        }
    }

    private @Nullable Arming takeExpired(int number) {
        synchronized (mailbox) {
            if (number != alarmsSet || alarm == null) {
                return null; // replaced or cancelled while it was on its way
            }
            alarm = null;
            if (arming == null || arming.queued) {
                return null;
            }
            if (arming.deadlineNanos - actor.loop().nanoTime() > 0) {
                setAlarm(arming.deadlineNanos);
                return null;
            }
            arming.queued = true;
            actor.post(arming);
            return arming;
        }
    }

    private final class Arming extends Letter<E> {
        private final Object tag;
        private final Duration after;
        private final long deadlineNanos;
        private boolean queued;

        private Arming(Object tag, Duration after, long deadlineNanos) {
            this.tag = tag;
            this.after = after;
            this.deadlineNanos = deadlineNanos;
        }

        @Override
        boolean claim() {
            boolean wanted = equals(arming);
            arming = wanted ? null : arming;
            return wanted;
        }

        @Override
        Signal<E> signal() {
            return new Signal.TimedOut<>(tag, after);
        }
    }
}
