package afb4j.core.session;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Something to do once when a session ends, unless it is taken back before. Each is equal to itself only.
@ThreadSafe
final class CloseHook implements Registration {

    private final LiveSession session;
    private final SessionAudience audience;
    private final AtomicReference<@Nullable Runnable> action;

    CloseHook(LiveSession session, SessionAudience audience, Runnable action) {
        this.session = session;
        this.audience = audience;
        this.action = new AtomicReference<>(action);
    }

    /// Does it, unless it was done or taken back.
    void run() {
        Runnable mine = action.getAndSet(null);
        if (mine != null) {
            session.callOut("what is to be done at its end", mine);
        }
    }

    @Override
    public void close() {
        action.set(null);
        audience.forget(this);
    }
}
