package afb4j.server.rpc;

import afb4j.core.NoSessionException;
import afb4j.core.session.LiveSession;
import afb4j.core.session.SessionTable;
import afb4j.sequencer.ConfinedTo;
import afb4j.transport.peer.SessionHandle;

/// A session that a connection has named, for the calls it makes in it: they and the connection have one
/// reference together, which goes with the last of them (W-54). When the session was closed, its uuid stands
/// for a new one from the next call on (S-50).
///
/// Calls come and go on the loop of their connection, whatever thread answers them, so they are counted by a
/// plain number.
@ConfinedTo("connection event loop")
final class ConnectionSession implements SessionHandle {

    private final SessionTable sessions;
    private Use use;
    private boolean released;

    /// Takes over the reference that `first` was acquired with.
    ConnectionSession(SessionTable sessions, LiveSession first) {
        this.sessions = sessions;
        this.use = new Use(first);
    }

    /// What calls hold of the session until they [leave][#leave()].
    static final class Use {

        private final LiveSession session;
        private int holders = 1;

        private Use(LiveSession session) {
            this.session = session;
        }

        /// The session; any thread.
        LiveSession session() {
            return session;
        }

        /// One of the holders is done, each says so once.
        void leave() {
            holders--;
            if (holders == 0) {
                session.release();
            }
        }
    }

    /// Uses the session for a call that came at `nowNanos`.
    ///
    /// @throws NoSessionException when it was closed and there is no room for a new one
    Use enter(long nowNanos) {
        if (released) {
            throw new IllegalStateException("a call in a session that its connection has dropped");
        }
        if (!use.session.touch(nowNanos)) {
            renew();
        }
        use.holders++;
        return use;
    }

    private void renew() {
        LiveSession next = NoSessionException.orThrow(sessions.acquireForConnection(use.session.uuid()));
        use.leave();
        use = new Use(next);
    }

    @Override
    public void release() {
        if (!released) {
            released = true;
            use.leave();
        }
    }
}
