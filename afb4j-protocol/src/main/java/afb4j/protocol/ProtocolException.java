package afb4j.protocol;

/// The peer broke the protocol, or a message of ours would ([Reason#LIMIT] on output).
///
/// Carries what a diagnosis and a reaction need and no stack trace: malformed input is expected input.
public final class ProtocolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What is wrong, by what the receiver can do about it.
    ///
    /// Reasons found in frames ([#BAD_FRAME], [#TEXT_FRAME], and [#LIMIT] on a frame) end the connection (W-17),
    /// so does [#BAD_VERSION] (W-95). All others are about one message, which is dropped and counted (W-30, W-93,
    /// W-94).
    public enum Reason {
        /// Reserved bit, unknown opcode, continuation without start, bad control frame: W-17.
        BAD_FRAME(CloseCode.PROTOCOL_ERROR),
        /// A text frame where only binary ones are spoken: W-17.
        TEXT_FRAME(CloseCode.UNSUPPORTED_DATA),
        /// A frame, message or field longer than its limit: W-18, B-35.
        LIMIT(CloseCode.MESSAGE_TOO_BIG),
        /// A message without any byte: W-19.
        EMPTY(CloseCode.PROTOCOL_ERROR),
        /// A message whose code is in no table: W-30.
        UNKNOWN_CODE(CloseCode.PROTOCOL_ERROR),
        /// A message whose code travels the other way: W-30.
        WRONG_DIRECTION(CloseCode.PROTOCOL_ERROR),
        /// The message ends before its last field does.
        TRUNCATED(CloseCode.PROTOCOL_ERROR),
        /// A string without final NUL, or null where null is not allowed: W-23.
        BAD_STRING(CloseCode.PROTOCOL_ERROR),
        /// A version offer or a version answer that cannot be understood: W-32, W-33.
        BAD_VERSION(CloseCode.PROTOCOL_ERROR),
        /// An answer to an id that nobody waits for: W-82.
        NOT_PENDING(CloseCode.PROTOCOL_ERROR);

        private final CloseCode closeCode;

        Reason(CloseCode closeCode) {
            this.closeCode = closeCode;
        }

        /// The code to close with where this reason ends the connection.
        public CloseCode closeCode() {
            return closeCode;
        }
    }

    private final Reason reason;

    /// Makes a failure of `reason`; `text` says what was expected and what came, never payload or tokens.
    public ProtocolException(Reason reason, String text) {
        super(text, null, false, false);
        this.reason = reason;
    }

    /// What is wrong.
    public Reason reason() {
        return reason;
    }

    /// The code to close the connection with, where this failure ends the connection.
    public CloseCode closeCode() {
        return reason.closeCode();
    }
}
