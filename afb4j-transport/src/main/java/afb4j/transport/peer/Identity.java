package afb4j.transport.peer;

import org.jspecify.annotations.Nullable;

/// For whom a call is sent. One that is kept and used again is found faster than an equal one.
///
/// @param sessionUuid the session, null for that of the connection (W-53)
/// @param token the token, null for none; legacy dialects have none
/// @param credentials of who is called for (W-59), null for those of this process; not sent to a server of
///     2017
public record Identity(
        @Nullable String sessionUuid,
        @Nullable String token,
        @Nullable String credentials) {

    /// Nobody in particular.
    public static final Identity NONE = new Identity(null, null, null);

    /// Without the token (R32).
    @Override
    public String toString() {
        return "session " + sessionUuid + ", credentials " + credentials;
    }
}
