package afb4j.client.json1;

import afb4j.api.Status;
import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One call that waits for a connection, for its reply, or for the end of its time.
@ConfinedTo("loop of the client")
final class PendingCall {

    private static final Json1Reply TIMEOUT = Json1Reply.of(Status.TIMEOUT);

    private final Json1Call call;
    private final CompletableFuture<Json1Reply> reply = new CompletableFuture<>();
    private Loop.@Nullable Alarm alarm;

    PendingCall(Json1Call call) {
        this.call = call;
    }

    Json1Call call() {
        return call;
    }

    /// Completes once, on the loop, never exceptionally.
    CompletableFuture<Json1Reply> reply() {
        return reply;
    }

    /// Ends the wait after `timeout`, unless it is zero.
    void limit(Loop loop, Duration timeout) {
        if (timeout.isPositive()) {
            alarm = loop.at(loop.nanoTime() + timeout.toNanos(), () -> reply.complete(TIMEOUT));
        }
    }

    /// Whether nobody has given up waiting.
    boolean isWanted() {
        return !reply.isDone();
    }

    /// Ends the wait; what comes after the first end has no effect.
    void end(Json1Reply value) {
        if (alarm != null) {
            alarm.cancel();
        }
        reply.complete(value);
    }
}
