package afb4j.system.vector;

import afb4j.api.Json;
import afb4j.testkit.vector.ClientListener;
import afb4j.testkit.vector.EventSeen;
import afb4j.transport.peer.RemoteEvent;
import afb4j.transport.peer.RemoteEventListener;
import java.util.UUID;

/// What the user of our client sees of events, and how they came. Confined to the loop of the client, which
/// tells first what came, then whom it concerns.
final class EventsSeen implements RemoteEventListener {

    private final ClientListener listener;
    private EventSeen.Kind kind = EventSeen.Kind.PUSH;

    EventsSeen(ClientListener listener) {
        this.listener = listener;
    }

    @Override
    public boolean onPush(RemoteEvent event, Json data) {
        kind = EventSeen.Kind.PUSH;
        return false; // the client knows what its calls have subscribed to
    }

    @Override
    public void onBroadcast(String name, Json data, UUID uuid, int hop) {
        kind = EventSeen.Kind.BROADCAST;
    }

    /// The client shows an event to its user.
    void show(String name, Json data) {
        listener.onEvent(new EventSeen(kind, name, data.text()));
    }
}
