package afb4j.examples.hello;

import afb4j.api.Json;
import afb4j.api.Reply;

/// A verb whose reply follows at once from how it was called.
@FunctionalInterface
interface Answer {

    /// The reply to a call.
    ///
    /// @param verb the verb as it was called
    /// @param argument the arguments as one value
    Reply to(String verb, Json argument);
}
