package afb4j.protocol.wsapi;

import afb4j.protocol.wire.Ranges;
import org.jspecify.annotations.Nullable;

/// Where a call goes and for whom: all of a [WsapiMessage.Call] that stays the same from one call to the next. One
/// that is kept and used again makes encoding a call free of allocation.
///
/// @param verb free text (W-42)
/// @param sessionId 0 for none
/// @param tokenId 0 for none
/// @param credentials of who is called for, or null (W-59)
public record CallTarget(
        String verb, int sessionId, int tokenId, @Nullable String credentials) {

    /// Checks the ranges.
    ///
    /// @throws IllegalArgumentException when an id does not fit 16 bits
    public CallTarget {
        Ranges.checkU16(sessionId, "session id");
        Ranges.checkU16(tokenId, "token id");
    }

    /// A verb without session, token and credentials.
    public static CallTarget of(String verb) {
        return new CallTarget(verb, 0, 0, null);
    }
}
