package afb4j.core.session;

/// Who watches sessions come and go, for monitoring. Called by the thread that makes or ends the session,
/// never under a lock; must not block. What it throws is logged.
public interface SessionObserver {

    /// A session was made, or restored at the start.
    default void onOpened(LiveSession session) {}

    /// A session has ended: its uuid is unknown, its values are no longer there.
    default void onClosed(LiveSession session) {}
}
