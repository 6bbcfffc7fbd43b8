package afb4j.core.event;

import afb4j.sequencer.ConfinedTo;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.UUID;

/// What waits for a subscriber that is not ready, oldest first. Pushes and broadcasts are limited by
/// [EventConfig#queueLength()]; removals are never dropped, and are limited by what the subscriber may
/// subscribe to.
@ConfinedTo("loop of the subscriber")
final class Backlog {

    private final int maxLength;
    private final boolean coalesce;
    private final SequencedMap<Object, Item> items = new LinkedHashMap<>();
    private int removals;

    Backlog(EventConfig config) {
        maxLength = config.queueLength();
        coalesce = config.slowListener() == SlowListener.COALESCE;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    boolean isFull() {
        return length() >= maxLength;
    }

    /// How many pushes and broadcasts wait.
    int length() {
        return items.size() - removals;
    }

    int removals() {
        return removals;
    }

    /// Adds a push or a broadcast at the end.
    ///
    /// @return whether another one was dropped for it
    boolean add(Item item) {
        Object key = coalesce ? item.subject() : new Object();
        boolean dropped = items.remove(key) != null;
        if (isFull()) {
            dropOldest();
            dropped = true;
        }
        items.put(key, item);
        return dropped;
    }

    void add(Removal removal) {
        items.put(new Object(), removal);
        removals++;
    }

    private void dropOldest() {
        Iterator<Item> oldestFirst = items.values().iterator();
        while (oldestFirst.next() instanceof Removal) {
            // a removal stays: there is a push behind it, or the backlog would not be full
        }
        oldestFirst.remove();
    }

    /// Takes the oldest, of one at least.
    Item take() {
        Item item = items.pollFirstEntry().getValue();
        if (item instanceof Removal) {
            removals--;
        }
        return item;
    }

    /// Forgets the pushes of an event.
    void forget(HubEvent event) {
        items.values().removeIf(item -> item instanceof Push push && push.event.equals(event));
    }

    void clear() {
        items.clear();
        removals = 0;
    }

    /// What waits.
    sealed interface Item {

        /// What only the latest waits of, if it is so wanted.
        Object subject();

        void deliverTo(EventSink sink);
    }

    record Push(HubEvent event, Publication publication) implements Item {
        @Override
        public Object subject() {
            return event;
        }

        @Override
        public void deliverTo(EventSink sink) {
            sink.push(publication);
        }
    }

    record Broadcast(Publication publication, UUID uuid, int hop) implements Item {
        @Override
        public Object subject() {
            return publication.name();
        }

        @Override
        public void deliverTo(EventSink sink) {
            sink.broadcast(publication, uuid, hop);
        }
    }

    record Removal(HubEvent event) implements Item {
        @Override
        public Object subject() {
            return event;
        }

        @Override
        public void deliverTo(EventSink sink) {
            sink.removed(event);
        }
    }
}
