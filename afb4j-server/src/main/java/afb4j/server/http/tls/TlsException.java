package afb4j.server.http.tls;

import afb4j.api.BinderException;
import org.jspecify.annotations.Nullable;

/// Certificate or key of HTTPS cannot be used; the message is one sentence for the operator, which names
/// the file.
public final class TlsException extends BinderException {

    private static final long serialVersionUID = 1L;

    TlsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
