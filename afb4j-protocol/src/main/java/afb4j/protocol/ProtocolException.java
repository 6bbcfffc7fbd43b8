package afb4j.protocol;

/// The peer broke the protocol, or a message of ours would ([Reason#LIMIT] on output).
///
/// Carries what a diagnosis and a reaction need and no stack trace: malformed input is expected input.
public final class ProtocolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What is wrong, by what the receiver can do about it.
    ///
    /// Reasons found in frames ([#BAD_FRAME], [#TEXT_FRAME], and [#LIMIT] on a frame) end the connection
    /// (W-17), so does [#BAD_VERSION] (W-95). All others of the binary protocols are about one message, which
    /// is dropped and counted (W-30, W-93, W-94). Whatever breaks `x-afb-ws-json1` ends the connection
    /// (http-and-wsj1.md 3.2 to 3.4), with [#closeCode()] and [#closeReason()].
    public enum Reason {
        /// Reserved bit, unknown opcode, continuation without start, bad control frame: W-17.
        BAD_FRAME(CloseCode.PROTOCOL_ERROR),
        /// A text frame where only binary ones are spoken: W-17.
        TEXT_FRAME(CloseCode.UNSUPPORTED_DATA),
        /// A frame, message or field longer, or nested deeper, than its limit: W-18, B-35, http-and-wsj1.md
        /// 3.2.
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
        NOT_PENDING(CloseCode.PROTOCOL_ERROR),
        /// A binary frame where only texts are spoken: http-and-wsj1.md 3.2.
        BINARY_FRAME(CloseCode.UNSUPPORTED_DATA),
        /// A text whose bytes are not UTF-8: RFC 6455, 8.1.
        BAD_UTF8(CloseCode.INVALID_PAYLOAD_DATA),
        /// A text that is no message of `x-afb-ws-json1`: http-and-wsj1.md 3.4.
        INVALID_FRAME(CloseCode.POLICY_VIOLATION, "invalid-frame"),
        /// A call of `x-afb-ws-json1` whose procedure has no `/`: http-and-wsj1.md 3.4.
        BAD_PROCEDURE(CloseCode.POLICY_VIOLATION),
        /// A reply of `x-afb-ws-json1` to an id that nobody waits for: http-and-wsj1.md 3.3.
        UNBOUND_CALL_ID(CloseCode.POLICY_VIOLATION, "unbound-call-id");

        private final CloseCode closeCode;
        private final String closeReason;

        Reason(CloseCode closeCode) {
            this(closeCode, "");
        }

        Reason(CloseCode closeCode, String closeReason) {
            this.closeCode = closeCode;
            this.closeReason = closeReason;
        }

        /// The code to close with where this reason ends the connection.
        public CloseCode closeCode() {
            return closeCode;
        }

        /// The text of the close frame, which clients look at; empty where the C binder sends none.
        public String closeReason() {
            return closeReason;
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

    /// The text of the close frame, possibly empty, where this failure ends the connection.
    public String closeReason() {
        return reason.closeReason();
    }
}
