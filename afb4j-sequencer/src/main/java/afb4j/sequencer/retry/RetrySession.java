package afb4j.sequencer.retry;

import afb4j.sequencer.ConfinedTo;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Counts the failures of one undertaking and says what its [RetryPolicy] makes of each.
///
/// Not thread-safe: it lives where the undertaking lives, such as in a sequencer's handler.
@ConfinedTo("thread of the undertaking")
public final class RetrySession {

    private final RetryPolicy policy;
    private final RandomGenerator random;
    private final LongSupplier nanoClock;
    private int failures;
    private Duration previousDelay;
    private long startNanos;

    RetrySession(RetryPolicy policy, RandomGenerator random, LongSupplier nanoClock) {
        this.policy = policy;
        this.random = random;
        this.nanoClock = nanoClock;
        this.previousDelay = policy.base(0);
        this.startNanos = nanoClock.getAsLong();
    }

    /// The policy counted over.
    public RetryPolicy policy() {
        return policy;
    }

    /// The number of failures since the start or the last [#reset()].
    public int failures() {
        return failures;
    }

    /// Counts a failure. When it is a [RetryAfter], its wish is honoured.
    public RetryDecision next(Throwable failure) {
        return next(failure, failure instanceof RetryAfter hint ? hint.retryAfter() : Duration.ZERO);
    }

    /// Counts a failure after which the other side wants us to wait `hint`; it only lengthens the policy's delay.
    public RetryDecision next(Throwable failure, Duration hint) {
        int earlier = failures;
        failures = Math.min(failures, Integer.MAX_VALUE - 1) + 1;
        RetryLimits limits = policy.limits();
        if (failures >= limits.maxAttempts() || !limits.retryable().test(failure)) {
            return new RetryDecision.Exhausted(failures, failure);
        }
        Duration own = policy.jitter().spread(policy.base(earlier), previousDelay, random);
        previousDelay = own;
        Duration delay = own.compareTo(hint) >= 0 ? own : hint;
        if (elapsed().plus(delay).compareTo(limits.maxElapsed()) > 0) {
            return new RetryDecision.Exhausted(failures, failure);
        }
        return new RetryDecision.Again(delay, failures, concealed());
    }

    /// Forgets all failures, after a success: the next delay is the first again.
    public void reset() {
        failures = 0;
        previousDelay = policy.base(0);
        startNanos = nanoClock.getAsLong();
    }

    private boolean concealed() {
        return policy.conceal() == RetryPolicy.ALWAYS || failures <= policy.conceal();
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanoClock.getAsLong() - startNanos);
    }
}
