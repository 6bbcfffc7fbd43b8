package afb4j.transport.peer;

import afb4j.sequencer.ConfinedTo;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The sessions that a legacy client named in its calls: each is remembered once (S-04), until it is closed
/// or, when there are too many, until it is the one that was not used for the longest time.
@ConfinedTo("connection event loop")
final class LegacySessions {

    private static final int MAX_UUID_BYTES = 36;

    private final CallListener listener;
    private final int max;

    /// In the order of their last use.
    private Map<String, SessionHandle> handles = new LinkedHashMap<>(4, 0.75f, true);

    private @Nullable String lastUuid;
    private @Nullable SessionHandle last;

    LegacySessions(CallListener listener, int max) {
        this.listener = listener;
        this.max = max;
    }

    /// What the connection holds of that session; null when there can be none (L-02).
    @Nullable
    SessionHandle find(String uuid) {
        SessionHandle used = last;
        if (used != null && uuid.equals(lastUuid) && used.isOpen()) {
            return used;
        }
        SessionHandle found = findOther(uuid);
        lastUuid = uuid;
        last = found;
        return found;
    }

    private @Nullable SessionHandle findOther(String uuid) {
        SessionHandle known = handles.get(uuid);
        if (known != null && known.isOpen()) {
            return known;
        }
        if (uuid.getBytes(StandardCharsets.UTF_8).length > MAX_UUID_BYTES) {
            return null;
        }
        SessionHandle made = listener.onSession(uuid);
        if (known != null) {
            handles.remove(uuid);
            known.release();
        }
        if (made != null) {
            handles.put(uuid, made);
            bound();
        }
        return made;
    }

    private void bound() {
        if (handles.size() > max) {
            var eldest = handles.entrySet().iterator();
            SessionHandle forgotten = eldest.next().getValue();
            eldest.remove();
            forgotten.release();
        }
    }

    /// Forgets all; gives what is to be released.
    List<SessionHandle> clear() {
        List<SessionHandle> held = List.copyOf(handles.values());
        handles = new LinkedHashMap<>();
        last = null;
        return held;
    }
}
