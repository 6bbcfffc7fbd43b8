package afb4j.testkit.vector;

/// Which program a recording can be played against.
public enum Subject {
    /// A server that serves the API `hello`: see [ServerPlay].
    SERVER,
    /// A client: see [ClientPlay].
    CLIENT,
    /// A binder that is client of one side and server of the other: see [RelayPlay].
    RELAY
}
