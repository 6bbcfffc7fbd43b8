package afb4j.core;

import afb4j.api.BinderException;
import org.jspecify.annotations.Nullable;

/// A binding could not be loaded; the message says which and why.
public final class BindingException extends BinderException {

    private static final long serialVersionUID = 1L;

    private final boolean broken;

    private BindingException(boolean broken, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.broken = broken;
    }

    static BindingException unknown(String message) {
        return new BindingException(false, message, null);
    }

    static BindingException broken(String message, @Nullable Throwable cause) {
        return new BindingException(true, message, cause);
    }

    /// Whether the binding is there but does not work; else it was not found.
    public boolean isBroken() {
        return broken;
    }
}
