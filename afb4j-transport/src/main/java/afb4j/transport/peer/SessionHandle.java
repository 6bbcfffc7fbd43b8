package afb4j.transport.peer;

/// What one connection holds of a session that its client has named, until [#release()].
public interface SessionHandle {

    /// The connection holds it no more: its client dropped it (W-52), or is gone (W-91), or has named too
    /// many others since. Exactly once. Calls that name the session may still run.
    void release();

    /// Whether the session still lives. A legacy connection asks for its successor when not (S-04).
    default boolean isOpen() {
        return true;
    }
}
