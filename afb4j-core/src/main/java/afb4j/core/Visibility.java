package afb4j.core;

/// Who may call an API.
public enum Visibility {
    /// Everybody the binder serves.
    PUBLIC,
    /// The other APIs of this binder, and the sockets that export it by name; not HTTP, not the monitor.
    ///
    PRIVATE
}
