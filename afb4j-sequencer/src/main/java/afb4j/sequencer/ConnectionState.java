package afb4j.sequencer;

/// What a sequencer knows of one of its connections (J-06). For a connection on the sequencer's own loop the answer
/// is exact; for one on another loop it is exact for what has been reported.
public enum ConnectionState {
    /// No outcome yet.
    CONNECTING,
    /// Usable.
    OPEN,
    /// Failed or closed, and the signal that says so waits in the queue or is being handled.
    CLOSE_PENDING,
    /// Failed, closed or detached, and nothing more will be heard of it.
    CLOSED
}
