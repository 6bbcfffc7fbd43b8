package afb4j.server.rpc;

import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.SubscriptionException;
import afb4j.core.Call;
import afb4j.transport.peer.OutboundCall;
import afb4j.transport.peer.RemoteEvent;
import afb4j.transport.peer.ReplyListener;
import java.util.function.Consumer;

/// A call that was forwarded: its reply, and what the server asks in its context, go to the caller (S-27,
/// S-31).
///
/// @param call of the local caller
/// @param sent what was sent of it
/// @param events of the API
record ForwardedCall(Call call, OutboundCall sent, ImportedEvents events) implements ReplyListener {

    private static final System.Logger LOGGER = System.getLogger(ForwardedCall.class.getName());

    @Override
    public void onReply(Reply reply) {
        events.answered(call, sent);
        call.reply(reply);
    }

    @Override
    public boolean isWanted() {
        return !call.isAnswered();
    }

    @Override
    public void onSubscribe(RemoteEvent remote) {
        try {
            call.subscribe(events.subscribed(remote, sent));
        } catch (SubscriptionException failure) { // the caller is gone, or takes no events
            LOGGER.log(WARNING, "{0}: {1}", call, failure.getMessage());
        }
    }

    @Override
    public void onUnsubscribe(RemoteEvent remote) {
        try {
            events.unsubscribed(remote, sent).ifPresent(call::unsubscribe);
        } catch (SubscriptionException failure) {
            LOGGER.log(WARNING, "{0}: {1}", call, failure.getMessage());
        }
    }

    @Override
    public void onSubcall(String api, String verb, Json argument, Consumer<Reply> answer) {
        call.callAsync(api, verb, argument).thenAccept(answer);
    }
}
