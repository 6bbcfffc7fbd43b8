package afb4j.core.trace;

import java.util.Locale;

/// What a trace is about (http-and-wsj1.md 6).
public enum TraceKind {
    /// A call, as the verb that answers it sees it.
    REQUEST,
    /// What an API does by itself.
    API,
    /// An event and its pushes.
    EVENT,
    /// A session.
    SESSION,
    /// The process: its log.
    GLOBAL;

    /// As it is written in requests and data.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
