package afb4j.client.json1;

import com.google.errorprone.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// As whom a client comes.
///
/// @param session uuid of the session, null to get a new one
/// @param token null for none
@Immutable
record Identity(@Nullable String session, @Nullable String token) {

    static final Identity NONE = new Identity(null, null);

    Identity withSession(String uuid) {
        return new Identity(uuid, token);
    }

    Identity withToken(String other) {
        return new Identity(session, other);
    }

    /// Neither of them: both are secrets (R32).
    @Override
    public String toString() {
        return "Identity[]";
    }
}
