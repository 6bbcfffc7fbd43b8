package afb4j.transport.peer;

import afb4j.api.Json;

/// A call to be sent.
///
/// @param verb free text (W-42)
/// @param argument sent as it is
/// @param identity for whom
public record OutboundCall(String verb, Json argument, Identity identity) {

    /// A call for nobody in particular.
    public static OutboundCall of(String verb, Json argument) {
        return new OutboundCall(verb, argument, Identity.NONE);
    }

    /// Without the argument, which is nobody's business (R32).
    @Override
    public String toString() {
        return "call of \"" + verb + '"';
    }
}
