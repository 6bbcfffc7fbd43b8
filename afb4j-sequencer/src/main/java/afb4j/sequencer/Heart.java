package afb4j.sequencer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The heartbeat of one sequencer: beats at whole intervals since the start, so it does not drift; at most one is
/// queued, and what passes meanwhile is counted.
///
/// Confined to the sequencer's loop.
@ConfinedTo("event loop of the sequencer")
final class Heart<E> {

    private final Actor<?, E> actor;
    private final long intervalNanos;
    private final long startNanos;
    private Loop.@Nullable Alarm alarm;
    private boolean stopped;
    private boolean queued;
    private long passed;
    private long told;

    Heart(Actor<?, E> actor, Duration interval) {
        this.actor = actor;
        this.intervalNanos = interval.toNanos();
        this.startNanos = actor.loop().nanoTime();
    }

    void start() {
        if (!stopped) {
            alarm = actor.loop().at(startNanos + (passed + 1) * intervalNanos, this::beat);
        }
    }

    void stop() {
        stopped = true;
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }

    private void beat() {
        if (stopped) {
            return;
        }
        passed = (actor.loop().nanoTime() - startNanos) / intervalNanos;
        if (!queued) {
            queued = true;
            actor.post(new Beat());
            actor.wake();
        }
        start();
    }

    private final class Beat extends Letter<E> {
        @Override
        boolean claim() {
            return true;
        }

        @Override
        Signal<E> signal() {
            long missed = passed - told - 1;
            told = passed;
            queued = false;
            return new Signal.Heartbeat<>(passed, (int) Math.min(missed, Integer.MAX_VALUE));
        }
    }
}
