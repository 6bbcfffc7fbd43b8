package afb4j.core.document;

import afb4j.api.BinderException;
import org.jspecify.annotations.Nullable;

/// A document cannot be had or kept; the message says which, what was expected and what there is.
public final class DocumentException extends BinderException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    DocumentException(Reason reason, String message) {
        this(reason, message, null);
    }

    DocumentException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /// Whose fault it is.
    public Reason reason() {
        return reason;
    }

    /// Whose fault it is.
    public enum Reason {
        /// The caller's: a name that is none, a content that cannot be kept.
        REFUSED,
        /// What is on disk is no document, or too big.
        UNREADABLE,
        /// The disk's.
        FAILED
    }
}
