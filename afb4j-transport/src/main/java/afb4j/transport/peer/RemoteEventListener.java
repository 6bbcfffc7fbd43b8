package afb4j.transport.peer;

import afb4j.api.Json;
import java.util.UUID;

/// Hears of the events of the other side. Called on the loop of the connection, in the order of the wire;
/// must not block. Who subscribed is told apart, at the call that did it: [ReplyListener#onSubscribe].
public interface RemoteEventListener {

    /// Hears nothing and wants nothing.
    RemoteEventListener NONE = new RemoteEventListener() {};

    /// An event is known from now on (W-70).
    default void onEventCreated(RemoteEvent event) {}

    /// An event was pushed.
    ///
    /// @return whether anybody here wants it; if not, the server is told to push no more (W-73)
    default boolean onPush(RemoteEvent event, Json data) {
        return false;
    }

    /// The server knows the event no more, on this connection at least (W-72, W-74).
    default void onEventRemoved(RemoteEvent event) {}

    /// The connection is over, and with it this event (W-90). Each event ends by one of this and
    /// [#onEventRemoved], which stands for it unless both are told apart.
    default void onEventLost(RemoteEvent event) {
        onEventRemoved(event);
    }

    /// Somebody has broadcast (W-78).
    ///
    /// @param name free text (W-79)
    /// @param uuid what the broadcast is known by; made here when it came from a server that has none (L-06)
    /// @param hop how many hops are left, as it came
    default void onBroadcast(String name, Json data, UUID uuid, int hop) {}
}
