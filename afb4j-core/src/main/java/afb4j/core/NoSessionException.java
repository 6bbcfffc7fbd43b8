package afb4j.core;

import afb4j.api.BinderException;
import afb4j.core.session.LiveSession;
import afb4j.core.session.SessionGrant;

/// There is no room for a further session, or what should be its uuid is none. Out of a verb it is answered
/// `out-of-memory`.
public final class NoSessionException extends BinderException {

    private static final long serialVersionUID = 1L;

    private NoSessionException(String message) {
        super(message);
    }

    /// The session that was granted, with its reference.
    ///
    /// @throws NoSessionException when none was
    public static LiveSession orThrow(SessionGrant grant) {
        return switch (grant) {
            case SessionGrant.Granted granted -> granted.session();
            case SessionGrant.Refused refused -> throw new NoSessionException(refused.info());
        };
    }
}
