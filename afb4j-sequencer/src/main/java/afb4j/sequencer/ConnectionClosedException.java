package afb4j.sequencer;

import afb4j.sequencer.retry.RetryAfter;
import java.time.Duration;

/// A connection that was usable, or was about to be, is gone.
public final class ConnectionClosedException extends RuntimeException implements RetryAfter {

    private static final long serialVersionUID = 1;

    private final transient CloseCause closeCause;

    /// @param closeCause why; its own throwable becomes the cause of this one
    public ConnectionClosedException(CloseCause closeCause) {
        super(
                "connection closed: " + closeCause,
                closeCause instanceof CloseCause.Broken(Throwable cause) ? cause : null);
        this.closeCause = closeCause;
    }

    /// Why.
    public CloseCause closeCause() {
        return closeCause;
    }

    @Override
    public Duration retryAfter() {
        return closeCause instanceof RetryAfter hint ? hint.retryAfter() : Duration.ZERO;
    }
}
