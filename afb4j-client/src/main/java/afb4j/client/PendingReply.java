package afb4j.client;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import afb4j.transport.peer.OutboundCall;
import afb4j.transport.peer.RemoteEvent;
import afb4j.transport.peer.ReplyListener;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One call that waits for its reply, or for the end of its time.
@ConfinedTo("loop of the link")
final class PendingReply implements ReplyListener {

    private static final Reply TIMEOUT = Reply.of(Status.TIMEOUT);

    private final OutboundCall call;
    private final ClientSubscriptions subscriptions;
    private final ReplyListener listener;
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private Loop.@Nullable Alarm alarm;

    PendingReply(OutboundCall call, ClientSubscriptions subscriptions, ReplyListener listener) {
        this.call = call;
        this.subscriptions = subscriptions;
        this.listener = listener;
    }

    /// Completes with the reply, never exceptionally.
    CompletableFuture<Reply> reply() {
        return reply;
    }

    /// Ends the wait after `timeout`, unless it is zero.
    void limit(Loop loop, Duration timeout) {
        if (timeout.isPositive()) {
            alarm = loop.at(loop.nanoTime() + timeout.toNanos(), () -> end(TIMEOUT));
        }
    }

    @Override
    public void onReply(Reply value) {
        if (alarm != null) {
            alarm.cancel();
        }
        end(value);
    }

    private void end(Reply value) {
        if (reply.complete(value)) {
            listener.onReply(value);
        }
    }

    @Override
    public boolean isWanted() {
        return !reply.isDone();
    }

    @Override
    public void onSubscribe(RemoteEvent event) {
        subscriptions.subscribed(call, event);
        listener.onSubscribe(event);
    }

    @Override
    public void onUnsubscribe(RemoteEvent event) {
        subscriptions.unsubscribed(event);
        listener.onUnsubscribe(event);
    }

    @Override
    public void onSubcall(String api, String verb, Json argument, Consumer<Reply> answer) {
        listener.onSubcall(api, verb, argument, answer);
    }
}
