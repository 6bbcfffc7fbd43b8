package afb4j.api;

/// Where a verb runs.
public enum Execution {
    /// On a virtual thread of its own: the handler may block, wait and compute. The default.
    BLOCKING,
    /// On the event loop of the connection: the handler must return within microseconds and never block. The
    /// fastest way for verbs that only look something up; one that holds the loop longer than 50 ms is
    /// logged.
    NON_BLOCKING
}
