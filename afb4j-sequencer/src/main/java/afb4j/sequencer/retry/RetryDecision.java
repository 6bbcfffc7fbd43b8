package afb4j.sequencer.retry;

import java.time.Duration;

/// What a [RetrySession] says about a failure.
public sealed interface RetryDecision {

    /// Try again.
    ///
    /// @param delay how long to wait first
    /// @param attempt the number of the attempt that failed, from 1
    /// @param concealed whether to keep quiet towards the parent about this failure
    record Again(Duration delay, int attempt, boolean concealed) implements RetryDecision {}

    /// Give up and tell the parent.
    ///
    /// @param attempts how many attempts were made
    /// @param lastFailure why the last one failed
    record Exhausted(int attempts, Throwable lastFailure) implements RetryDecision {}
}
