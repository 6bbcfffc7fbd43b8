package afb4j.transport;

import afb4j.api.BinderException;
import org.jspecify.annotations.Nullable;

/// A socket could not be opened or reached; the message is one sentence for the operator.
public final class TransportException extends BinderException {

    private static final long serialVersionUID = 1L;

    public TransportException(String message) {
        super(message);
    }

    public TransportException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
