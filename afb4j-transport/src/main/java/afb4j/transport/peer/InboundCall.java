package afb4j.transport.peer;

import afb4j.api.Json;
import org.jspecify.annotations.Nullable;

/// A call that came over the wire. It is answered by [ServerPeer#reply] with the same id, which is the
/// client's choice and may be used by several calls at the same time (W-38).
///
/// @param callId the client's id, any 32 bits
/// @param verb free text, possibly empty (W-42)
/// @param argument the argument as it came, not parsed
/// @param session what [CallListener#onSession] gave for the session the call names; null when it names none
///     (W-53)
/// @param token the text of the token the call names; null when it names none, or an unknown one (W-56)
/// @param credentials of who is called for, as they came and not checked; null when there are none (W-59)
public record InboundCall(
        int callId,
        String verb,
        Json argument,
        @Nullable SessionHandle session,
        @Nullable String token,
        @Nullable String credentials) {

    /// Without the argument and the token, which are nobody's business (R32).
    @Override
    public String toString() {
        return "call " + callId + " of \"" + verb + '"';
    }
}
