package afb4j.transport.peer;

import afb4j.api.Reply;

/// Waits for the reply to one call.
@FunctionalInterface
public interface ReplyListener {

    /// The reply came, or stands for one: `disconnected` when the connection went, `proto-error` when it
    /// could not be read, `busy` or `internal-error` when the call could not be sent. Exactly once for each
    /// call, on the loop of the connection; must not block.
    void onReply(Reply reply);

    /// Whether the reply still matters: a call that waits for a connection is not sent when its caller has
    /// given up.
    default boolean isWanted() {
        return true;
    }
}
