package afb4j.core.session;

import afb4j.api.Data;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// What of a session survives in a [SessionStore]: not the levels of assurance, which must be given anew, and
/// of the values those that are [Data]. Immutable.
///
/// @param uuid its name
/// @param token its token, empty for none
/// @param timeout how long it stays without being used
/// @param expiration when it ends unless it is used; may lag behind, see [SessionTable]
/// @param autoclose whether it ends with its last reference (W-54)
/// @param values by the name of the API
public record SessionRecord(
        String uuid, String token, Duration timeout, Instant expiration, boolean autoclose, Map<String, Data> values) {

    /// Copies the values, refuses a timeout that is out of range.
    public SessionRecord {
        SessionConfig.requireTimeout(timeout);
        values = Map.copyOf(values);
    }

    /// Without the token and the values.
    @Override
    public String toString() {
        return "SessionRecord[" + values.size() + " values, until " + expiration + "]";
    }
}
