package afb4j.transport.peer;

import afb4j.sequencer.ConfinedTo;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import org.jspecify.annotations.Nullable;

/// The events a client has been told of on one connection, by id, with the number of its subscriptions;
/// bounded (B-35).
@ConfinedTo("connection event loop")
final class KnownEvents {

    private final int max;
    private IntObjectMap<Known> events = new IntObjectHashMap<>(2);

    KnownEvents(int max) {
        this.max = max;
    }

    /// An event the client knows.
    static final class Known {

        private final EventRef event;
        private int subscriptions;

        private Known(EventRef event) {
            this.event = event;
        }

        EventRef event() {
            return event;
        }

        void subscribe() {
            subscriptions++;
        }

        /// Undoes one subscription; gives whether any is left.
        boolean unsubscribe() {
            subscriptions--;
            return subscriptions > 0;
        }
    }

    boolean isFull() {
        return events.size() >= max;
    }

    /// The event of that id, whatever its name is.
    @Nullable
    Known find(int id) {
        return events.get(id);
    }

    /// That event, null when the client knows it not, or knows another one by its id.
    @Nullable
    Known find(EventRef event) {
        Known known = events.get(event.id());
        return known != null && known.event.equals(event) ? known : null;
    }

    Known add(EventRef event) {
        Known known = new Known(event);
        events.put(event.id(), known);
        return known;
    }

    void remove(int id) {
        events.remove(id);
    }

    void clear() {
        events = new IntObjectHashMap<>(2);
    }
}
