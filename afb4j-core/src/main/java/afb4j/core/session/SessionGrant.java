package afb4j.core.session;

import java.util.Optional;

/// What a [SessionTable] answers to who wants a session.
public sealed interface SessionGrant {

    /// The session, if it was granted. It carries a reference, to be [released][LiveSession#release()].
    Optional<LiveSession> granted();

    /// Here it is.
    ///
    /// @param session with one reference more, to be [released][LiveSession#release()]
    /// @param isNew whether it was made for this (S-44)
    record Granted(LiveSession session, boolean isNew) implements SessionGrant {
        @Override
        public Optional<LiveSession> granted() {
            return Optional.of(session);
        }
    }

    /// There is none.
    ///
    /// @param reason why
    /// @param info the same for people
    record Refused(Reason reason, String info) implements SessionGrant {
        @Override
        public Optional<LiveSession> granted() {
            return Optional.empty();
        }
    }

    /// Why there is no session.
    enum Reason {
        /// There are as many sessions as there may be, none of them expired (S-45).
        FULL,
        /// The uuid is longer than 36 bytes (S-42, W-50).
        INVALID_UUID,
        /// The table was closed.
        CLOSED
    }
}
