package afb4j.transport;

/// Why a connection ended.
///
/// @param kind who ended it
/// @param text for the log, empty if there is nothing to say
public record CloseReason(Kind kind, String text) {

    /// Who ended it.
    public enum Kind {
        /// This side, by its own decision.
        LOCAL,
        /// The other side: end of stream, or a close frame (W-15, W-16).
        REMOTE,
        /// This side, because the other one broke the protocol.
        PROTOCOL_ERROR,
        /// The network.
        FAILURE
    }
}
