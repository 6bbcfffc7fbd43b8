package afb4j.server.http.json1;

import afb4j.api.Credentials;
import afb4j.server.rpc.AnnouncedSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who has opened a websocket, as the upgrade says (http-and-wsj1.md 2.1).
///
/// @param name of the connection, for logs, as `connection 17`
/// @param id of the connection
/// @param peer the other end, for people
/// @param session of its calls; released by who gets this at the end of the connection
/// @param token that it presents until a call brings another one; null if there is none
/// @param credentials of the process at the other end of a unix socket; none over TCP
record Browser(
        String name,
        long id,
        String peer,
        AnnouncedSession session,
        @Nullable String token,
        Optional<Credentials> credentials) {

    /// Without session and token, which are secrets.
    @Override
    public String toString() {
        return name;
    }
}
