package afb4j.api;

/// The caller could not be subscribed, or unsubscribed: it cannot take events, the event is closed, or the
/// connection is at its limit. The message says which.
public final class SubscriptionException extends BinderException {

    private static final long serialVersionUID = 1L;

    /// With a sentence for the author of the verb.
    public SubscriptionException(String message) {
        super(message);
    }
}
