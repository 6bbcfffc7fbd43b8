package afb4j.transport.peer;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import java.util.function.Consumer;

/// Waits for the reply to one call, and hears of what the server does on behalf of the call before. All is
/// told on the loop of the connection and must not block.
@FunctionalInterface
public interface ReplyListener {

    /// The reply came, or stands for one: `disconnected` when the connection went, `proto-error` when it
    /// could not be read, `busy` or `internal-error` when the call could not be sent. Exactly once for each
    /// call, last.
    void onReply(Reply reply);

    /// Whether the reply still matters: a call that waits for a connection is not sent when its caller has
    /// given up.
    default boolean isWanted() {
        return true;
    }

    /// The server has subscribed the requester of the call to an event (W-71).
    default void onSubscribe(RemoteEvent event) {}

    /// The server has unsubscribed the requester of the call from an event (W-71). In v1 one of these undoes
    /// any number of subscriptions (W-72), in legacy one (L-05).
    default void onUnsubscribe(RemoteEvent event) {}

    /// A server of 2017 wants a verb of this side to be run as the requester of the call (L-07).
    ///
    /// @param argument the argument as it came
    /// @param answer takes the reply, any thread; the first one counts, and none after the hangup
    default void onSubcall(String api, String verb, Json argument, Consumer<Reply> answer) {
        answer.accept(Reply.of(Status.UNKNOWN_API));
    }
}
