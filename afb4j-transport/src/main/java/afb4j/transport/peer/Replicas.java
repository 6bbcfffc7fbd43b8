package afb4j.transport.peer;

import afb4j.sequencer.ConfinedTo;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events that a WSAPI server made known on one connection, by id (W-75); bounded (B-35).
@ConfinedTo("connection event loop")
final class Replicas {

    private final int max;
    private final RemoteEventListener listener;
    private IntObjectMap<RemoteEvent> events = new IntObjectHashMap<>(2);

    Replicas(int max, RemoteEventListener listener) {
        this.max = max;
        this.listener = listener;
    }

    /// The event of that id, null when there is none.
    @Nullable
    RemoteEvent find(int id) {
        return events.get(id);
    }

    /// Makes an event known: the same one again changes nothing, another one takes the place of the first.
    ///
    /// @return false when there are too many
    boolean create(int id, String name) {
        RemoteEvent known = events.get(id);
        if (known != null && known.name().equals(name)) {
            return true;
        }
        if (known != null) {
            remove(id);
        }
        if (events.size() >= max) {
            return false;
        }
        RemoteEvent event = new RemoteEvent(id, name);
        events.put(id, event);
        listener.onEventCreated(event);
        return true;
    }

    /// Removes an event, if it is known.
    void remove(int id) {
        RemoteEvent removed = events.remove(id);
        if (removed != null) {
            listener.onEventRemoved(removed);
        }
    }

    /// Forgets all; gives what was known.
    List<RemoteEvent> clear() {
        List<RemoteEvent> lost = List.copyOf(events.values());
        events = new IntObjectHashMap<>(2);
        return lost;
    }
}
