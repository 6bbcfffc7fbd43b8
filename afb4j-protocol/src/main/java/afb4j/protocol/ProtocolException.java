package afb4j.protocol;

/// The peer broke the protocol. Carries what a diagnosis needs and no stack trace: malformed input is expected input.
public final class ProtocolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final CloseCode closeCode;

    public ProtocolException(CloseCode closeCode, String text) {
        super(text, null, false, false);
        this.closeCode = closeCode;
    }

    /// The code to close the connection with, where this failure ends the connection.
    public CloseCode closeCode() {
        return closeCode;
    }
}
