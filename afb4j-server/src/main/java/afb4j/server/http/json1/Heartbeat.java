package afb4j.server.http.json1;

import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import org.jspecify.annotations.Nullable;

/// Finds out whether a client is still there, which the network tells only if it closes: asks it by pings,
/// and takes whatever comes for an answer.
///
/// A client cannot be heard while nothing is read from it, because it has as many calls in flight as it may,
/// or does not read its replies. In the former case it is not judged: calls have a time limit of their own.
/// In the latter it is alive as long as it goes on reading.
@ConfinedTo("connection event loop")
final class Heartbeat {

    private final Loop loop;
    private final long intervalNanos;
    private final long timeoutNanos;
    private final Pulse pulse;
    private Loop.@Nullable Alarm alarm;

    /// Whether a ping was sent and nothing came since.
    private boolean isAsking;

    /// What the client is felt by.
    interface Pulse {

        /// Sends a ping, and notes what there is to send.
        void ping();

        /// Whether the client has shown no sign of life since the last ping though it could have.
        boolean isStill();

        /// It is not there any more.
        void onDead();
    }

    Heartbeat(Loop loop, Json1Config config, Pulse pulse) {
        this.loop = loop;
        this.intervalNanos = config.pingInterval().toNanos();
        this.timeoutNanos = config.pongTimeout().toNanos();
        this.pulse = pulse;
    }

    /// Begins to ask.
    void start() {
        after(intervalNanos, this::ask);
    }

    /// Something came from the client.
    void heard() {
        isAsking = false;
    }

    /// Asks no more. Idempotent.
    void stop() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }

    private void ask() {
        isAsking = true;
        pulse.ping();
        after(timeoutNanos, this::judge);
    }

    private void judge() {
        if (!isAsking) {
            after(Math.max(0, intervalNanos - timeoutNanos), this::ask);
        } else if (pulse.isStill()) {
            pulse.onDead();
        } else {
            ask();
        }
    }

    private void after(long nanos, Runnable task) {
        alarm = loop.at(loop.nanoTime() + nanos, task);
    }
}
