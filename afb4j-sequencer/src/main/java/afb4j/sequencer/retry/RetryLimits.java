package afb4j.sequencer.retry;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.util.function.Predicate;

/// When a [RetryPolicy] gives up.
///
/// @param maxAttempts the number of attempts, the first included; [Integer#MAX_VALUE] for no limit
/// @param maxElapsed how long after the first attempt another one may start; [#FOREVER] for no limit
/// @param retryable whether a failure is worth another attempt; must not block
@Immutable
public record RetryLimits(
        int maxAttempts,
        Duration maxElapsed,
        @SuppressWarnings("Immutable") // a question about a failure, without state by contract
        Predicate<Throwable> retryable) {

    /// Value of [#maxElapsed()] for no limit.
    public static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    /// Never gives up.
    public static final RetryLimits NONE = new RetryLimits(Integer.MAX_VALUE, FOREVER, _ -> true);

    /// Checks the ranges.
    public RetryLimits {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts is " + maxAttempts + ", expected 1 or more");
        }
        if (maxElapsed.isNegative() || maxElapsed.compareTo(FOREVER) > 0) {
            throw new IllegalArgumentException("maxElapsed is " + maxElapsed + ", expected 0 to " + FOREVER);
        }
    }
}
