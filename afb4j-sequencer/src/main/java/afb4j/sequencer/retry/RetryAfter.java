package afb4j.sequencer.retry;

import java.time.Duration;

/// A failure that says how long the other side wants us to wait: HTTP's Retry-After, a GOAWAY, a websocket closed with
/// 1013. To be implemented by exceptions. A hint only lengthens the delay of the policy.
public interface RetryAfter {

    /// The least time to wait; zero when the failure has no wish.
    Duration retryAfter();
}
