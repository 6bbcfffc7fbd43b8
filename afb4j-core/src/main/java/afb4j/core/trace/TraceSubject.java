package afb4j.core.trace;

import afb4j.api.Credentials;
import java.util.Optional;

/// Whom a trace is about. Values as they are; who shows them to others sees to it that no session can be joined
/// with what is shown. There are no tokens in it.
public sealed interface TraceSubject {

    /// A call.
    ///
    /// @param index its number among the traced ones, from 1
    /// @param api as it was called
    /// @param verb as it was called
    /// @param credentials of the caller, where they are known
    /// @param session the uuid of its session, if it has one so far
    record OfRequest(long index, String api, String verb, Optional<Credentials> credentials, Optional<String> session)
            implements TraceSubject {}

    /// An API.
    record OfApi(String api) implements TraceSubject {}

    /// An event.
    ///
    /// @param id 0 for a broadcast without event
    /// @param name the whole name
    record OfEvent(int id, String name) implements TraceSubject {}

    /// A session, by its uuid.
    record OfSession(String uuid) implements TraceSubject {}

    /// The process.
    record OfProcess() implements TraceSubject {}
}
