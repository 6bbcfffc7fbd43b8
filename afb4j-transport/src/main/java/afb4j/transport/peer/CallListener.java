package afb4j.transport.peer;

import afb4j.api.Json;

/// What a [ServerPeer] hears of its client. Called on the loop of the connection, in the order of the wire.
public interface CallListener {

    /// A call came. It is answered by [ServerPeer#reply] with the same id, which is the client's choice and
    /// may be used by several calls at the same time (W-38).
    ///
    /// @param callId the client's id, any 32 bits
    /// @param verb free text, possibly empty (W-42)
    /// @param argument the argument as it came, not parsed
    void onCall(int callId, String verb, Json argument);

    /// The connection is over: replies to calls that still run are discarded (W-91). Exactly once, last.
    void onHangup();
}
