package afb4j.core.event;

/// What happens to the events of a listener that does not keep up. Up to [EventConfig#queueLength()] of them
/// wait for it in any case.
public enum SlowListener {
    /// The oldest that waits is dropped for the newest: a gap, then everything again.
    DROP_OLDEST,
    /// Of each event only the latest waits; when too many events wait, the oldest is dropped.
    COALESCE,
    /// The connection is closed: the listener sees everything or notices.
    DISCONNECT
}
