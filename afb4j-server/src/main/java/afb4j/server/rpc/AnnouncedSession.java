package afb4j.server.rpc;

import afb4j.core.NoSessionException;
import afb4j.core.session.LiveSession;
import afb4j.core.session.SessionTable;
import afb4j.transport.peer.SessionHandle;
import com.google.errorprone.annotations.ThreadSafe;

/// A session that a connection refers to. When it was closed, its uuid stands for a new one from the next
/// call on (S-50, W-54).
@ThreadSafe
@SuppressWarnings("Immutable")
public final class AnnouncedSession implements SessionHandle {

    private final SessionTable sessions;
    private volatile LiveSession live;
    private boolean released;

    /// Takes over the reference that `first` was acquired with.
    public AnnouncedSession(SessionTable sessions, LiveSession first) {
        this.sessions = sessions;
        this.live = first;
    }

    /// The session, used just now, with a reference that the caller releases.
    ///
    /// @throws NoSessionException when it was closed and there is no room for a new one
    public LiveSession retained() {
        LiveSession current = live;
        current.retain();
        if (current.touch()) {
            return current;
        }
        current.release();
        return renewed();
    }

    private synchronized LiveSession renewed() {
        LiveSession old = live;
        if (!old.isOpen() && !released) {
            live = NoSessionException.orThrow(sessions.acquireForConnection(old.uuid()));
            old.release();
        }
        live.retain();
        return live;
    }

    @Override
    public synchronized void release() {
        if (!released) {
            released = true;
            live.release();
        }
    }

    /// As [#release()], for a client that names its session again later ([LiveSession#releaseKept()]).
    public synchronized void releaseKept() {
        if (!released) {
            released = true;
            live.releaseKept();
        }
    }
}
