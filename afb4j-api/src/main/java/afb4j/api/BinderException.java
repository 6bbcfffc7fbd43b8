package afb4j.api;

import org.jspecify.annotations.Nullable;

/// Root of the exceptions this product throws at its callers; each subclass is named after the situation
/// (R23).
///
/// Ordinary refusals of a verb are not exceptions: they are a [Status] in a [Reply].
public class BinderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BinderException(String message) {
        super(message);
    }

    public BinderException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
