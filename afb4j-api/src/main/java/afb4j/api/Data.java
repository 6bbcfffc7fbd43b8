package afb4j.api;

/// One typed value of an argument list, of a reply or of an event. Immutable.
///
/// A protocol that knows only JSON carries [#toJson()]; one with typed values carries the type too.
public sealed interface Data permits Json, Text, Bytes, Bool, Int, Real {

    /// The value as a protocol that knows only JSON shows it (http-and-wsj1.md 1.6).
    Json toJson();
}
