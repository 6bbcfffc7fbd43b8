package afb4j.transport.peer;

import afb4j.sequencer.ConfinedTo;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Subcalls that wait for the answer of the client, by an id of this side (B-01, B-09); bounded.
@ConfinedTo("connection event loop")
final class Subcalls {

    private final int max;
    private IntObjectMap<ReplyListener> pending = new IntObjectHashMap<>(2);
    private int lastId;

    Subcalls(int max) {
        this.max = max;
    }

    boolean isFull() {
        return pending.size() >= max;
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /// Lets `listener` wait; gives the id of its subcall.
    int add(ReplyListener listener) {
        do {
            lastId++;
        } while (pending.containsKey(lastId));
        pending.put(lastId, listener);
        return lastId;
    }

    /// Who waited for that answer; null when nobody does.
    @Nullable
    ReplyListener remove(int id) {
        return pending.remove(id);
    }

    /// Forgets all; gives those who waited.
    List<ReplyListener> clear() {
        List<ReplyListener> waiting = List.copyOf(pending.values());
        pending = new IntObjectHashMap<>(2);
        return waiting;
    }
}
