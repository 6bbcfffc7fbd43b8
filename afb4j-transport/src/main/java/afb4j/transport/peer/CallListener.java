package afb4j.transport.peer;

import org.jspecify.annotations.Nullable;

/// What a [ServerPeer] hears of its client. Called on the loop of the connection, in the order of the wire.
public interface CallListener {

    /// A call came. It is answered by [ServerPeer#reply], once.
    void onCall(InboundCall call);

    /// The client names a session for the first time: it announces it (W-50), or it makes a legacy call in it
    /// (L-02). Each further naming by the same id, or in legacy by the same uuid, gives the same handle until
    /// it is released.
    ///
    /// @param uuid 36 bytes of UTF-8 at most, possibly empty
    /// @return what the connection holds of the session; null when there is no room for it: calls in it are
    ///     refused (W-42), each after it has been asked for again
    @Nullable
    SessionHandle onSession(String uuid);

    /// The client asks for the description of the API. It is answered by [ServerPeer#describe], once (S-12).
    void onDescribe(int descriptionId);

    /// The client does not want this event (W-73). The connection has answered and forgotten it already: all
    /// of its subscriptions are over.
    default void onUnexpected(int eventId) {}

    /// The client takes more again, after [ServerPeer#isWritable()] was false.
    default void onWritable() {}

    /// The connection is over: replies to calls that still run are discarded, sessions were released,
    /// subcalls answered (W-91). Exactly once, last.
    void onHangup();
}
