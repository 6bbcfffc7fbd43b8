package afb4j.transport.peer;

import afb4j.sequencer.ConfinedTo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The events that a legacy server made known on one connection, by id and name, each as often as it was made
/// known (W-75, L-05); bounded (B-35).
@ConfinedTo("connection event loop")
final class CountedReplicas {

    private final int max;
    private final RemoteEventListener listener;
    private Map<RemoteEvent, Integer> counts = new HashMap<>();

    CountedReplicas(int max, RemoteEventListener listener) {
        this.max = max;
        this.listener = listener;
    }

    /// That event, null when it is not known.
    @Nullable
    RemoteEvent find(int id, String name) {
        RemoteEvent event = new RemoteEvent(id, name);
        return counts.containsKey(event) ? event : null;
    }

    /// Makes an event known, once more if it is already.
    ///
    /// @return false when there are too many
    boolean create(int id, String name) {
        RemoteEvent event = new RemoteEvent(id, name);
        if (!counts.containsKey(event) && counts.size() >= max) {
            return false;
        }
        if (counts.merge(event, 1, Integer::sum) == 1) {
            listener.onEventCreated(event);
        }
        return true;
    }

    /// Undoes one creation; the last one removes the event.
    void remove(int id, String name) {
        RemoteEvent event = new RemoteEvent(id, name);
        Integer count = counts.get(event);
        if (count != null && count > 1) {
            counts.put(event, count - 1);
        } else if (count != null) {
            counts.remove(event);
            listener.onEventRemoved(event);
        }
    }

    /// Forgets all; gives what was known.
    List<RemoteEvent> clear() {
        List<RemoteEvent> lost = List.copyOf(counts.keySet());
        counts = new HashMap<>();
        return lost;
    }
}
