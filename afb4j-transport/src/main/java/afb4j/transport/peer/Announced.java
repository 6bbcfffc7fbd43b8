package afb4j.transport.peer;

import afb4j.sequencer.ConfinedTo;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sessions, or tokens, that a server was told of on one connection, with the ids that stand for them (S-32).
/// When there are too many, the one that was not used for the longest time is dropped (B-35).
@ConfinedTo("connection event loop")
final class Announced {

    private static final int LAST_ID = 0xffff;

    private final int max;
    private final Wire wire;

    /// In the order of their last use.
    private final Map<String, Integer> ids = new LinkedHashMap<>(4, 0.75f, true);

    private final BitSet used = new BitSet();
    private int previousId;
    private @Nullable String lastText;
    private int lastId;

    /// Writes what the server is told.
    interface Wire {

        /// Writes that `id` stands for `text` from now on.
        ///
        /// @throws afb4j.protocol.ProtocolException when it is too long; nothing was written
        void add(int id, String text);

        /// Writes that `id` stands for nothing from now on.
        void drop(int id);
    }

    Announced(int max, Wire wire) {
        this.max = max;
        this.wire = wire;
    }

    /// The id that stands for `text`, 0 for null; announces it before its first use. One that cannot be sent
    /// is not known afterwards (B-34).
    int idOf(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        if (!text.equals(lastText)) {
            Integer known = ids.get(text);
            lastId = known == null ? announce(text) : known;
            lastText = text;
        }
        return lastId;
    }

    private int announce(String text) {
        lastText = null;
        if (ids.size() >= max) {
            Iterator<Integer> eldest = ids.values().iterator();
            int forgotten = eldest.next();
            eldest.remove();
            free(forgotten);
        }
        int id = nextId();
        wire.add(id, text);
        used.set(id);
        ids.put(text, id);
        return id;
    }

    /// The next number that is neither 0 nor in use.
    private int nextId() {
        do {
            previousId = previousId == LAST_ID ? 1 : previousId + 1;
        } while (used.get(previousId));
        return previousId;
    }

    /// Tells the server to forget `text`, if it was told of it.
    void drop(String text) {
        Integer id = ids.remove(text);
        if (id != null) {
            lastText = null;
            free(id);
        }
    }

    private void free(int id) {
        used.clear(id);
        wire.drop(id);
    }

    /// Forgets all, as the server does at the end of the connection.
    void clear() {
        ids.clear();
        used.clear();
        lastText = null;
    }
}
