package afb4j.store;

import afb4j.api.BinderException;
import org.jspecify.annotations.Nullable;

/// The file of the sessions cannot be used; the message names it and says why.
public final class SessionFileException extends BinderException {

    private static final long serialVersionUID = 1L;

    SessionFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
