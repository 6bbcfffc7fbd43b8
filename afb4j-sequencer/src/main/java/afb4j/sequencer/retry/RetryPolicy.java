package afb4j.sequencer.retry;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// How to go on after a failure: when to try again, how many failures to keep quiet about, when to give up (J-08).
///
/// A value: make one with [#of(Duration...)] or [#lws()], change copies with the `with` methods, and count attempts in
/// a [RetrySession].
///
/// @param delays the wait after the first, second, ... failure; beyond the end the last one repeats
/// @param conceal how many failures in a row stay hidden from the parent, or [#ALWAYS]
/// @param jitter how the delays are spread
/// @param limits when to give up
/// @param validity when a silent connection is probed and hung up
@Immutable
public record RetryPolicy(
        @SuppressWarnings("Immutable") // the compact constructor takes an immutable copy
        List<Duration> delays,
        int conceal,
        Jitter jitter,
        RetryLimits limits,
        Validity validity) {

    /// Value of [#conceal()] that hides every failure.
    public static final int ALWAYS = 0xffff;

    /// The longest delay a table may hold.
    public static final Duration MAX_DELAY = Duration.ofDays(365);

    private static final Duration LWS_BASE = Duration.ofSeconds(3);
    private static final int LWS_JITTER_PERCENT = 30;

    /// Checks each value.
    ///
    /// @throws IllegalArgumentException naming the value that is out of range
    public RetryPolicy {
        delays = List.copyOf(delays);
        if (delays.isEmpty()) {
            throw new IllegalArgumentException("delays is empty, expected one or more");
        }
        for (Duration delay : delays) {
            if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
                throw new IllegalArgumentException("delays has " + delay + ", expected 0 to " + MAX_DELAY);
            }
        }
        if (conceal < 0 || conceal > ALWAYS) {
            throw new IllegalArgumentException("conceal is " + conceal + ", expected 0 to " + ALWAYS);
        }
    }

    /// A policy of these delays without jitter, hidden failures or limits.
    public static RetryPolicy of(Duration... delays) {
        return new RetryPolicy(Arrays.asList(delays), 0, Jitter.NONE, RetryLimits.NONE, Validity.OFF);
    }

    /// One attempt, no retry.
    public static RetryPolicy none() {
        return of(Duration.ZERO).withMaxAttempts(1);
    }

    /// The default policy of a libwebsockets context: 1, 3, 9 and 17 s, up to 20 % more at random, the first
    /// four
    /// failures hidden, given up at the fifth; validity 40/50 s as in its release 4.5.
    public static RetryPolicy lws() {
        return lws(List.of(1000L, 3000L, 9000L, 17000L), 4, 20)
                .withMaxAttempts(5)
                .withValidity(new Validity(Duration.ofSeconds(40), Duration.ofSeconds(50)));
    }

    /// A libwebsockets table with its rules: no delays mean 3000 ms, and 0 percent means 30.
    /// `lws(List.of(), 0, 0)` is what it does without a policy. Nothing is given up: add limits as needed.
    public static RetryPolicy lws(List<Long> delaysMillis, int conceal, int jitterPercent) {
        List<Duration> delays = delaysMillis.isEmpty()
                ? List.of(LWS_BASE)
                : delaysMillis.stream().map(Duration::ofMillis).toList();
        Jitter jitter = Jitter.additive(jitterPercent == 0 ? LWS_JITTER_PERCENT : jitterPercent);
        return new RetryPolicy(delays, conceal, jitter, RetryLimits.NONE, Validity.OFF);
    }

    /// This policy with `conceal` hidden failures.
    public RetryPolicy withConceal(int conceal) {
        return new RetryPolicy(delays, conceal, jitter, limits, validity);
    }

    /// This policy with `jitter`.
    public RetryPolicy withJitter(Jitter jitter) {
        return new RetryPolicy(delays, conceal, jitter, limits, validity);
    }

    /// This policy with at most `maxAttempts` attempts, the first included.
    public RetryPolicy withMaxAttempts(int maxAttempts) {
        return withLimits(new RetryLimits(maxAttempts, limits.maxElapsed(), limits.retryable()));
    }

    /// This policy, given up when the next attempt would start later than `maxElapsed` after the first.
    public RetryPolicy withMaxElapsed(Duration maxElapsed) {
        return withLimits(new RetryLimits(limits.maxAttempts(), maxElapsed, limits.retryable()));
    }

    /// This policy, given up at once at a failure that `retryable` refuses.
    public RetryPolicy withRetryable(Predicate<Throwable> retryable) {
        return withLimits(new RetryLimits(limits.maxAttempts(), limits.maxElapsed(), retryable));
    }

    /// This policy with `limits`.
    public RetryPolicy withLimits(RetryLimits limits) {
        return new RetryPolicy(delays, conceal, jitter, limits, validity);
    }

    /// This policy with `validity`.
    public RetryPolicy withValidity(Validity validity) {
        return new RetryPolicy(delays, conceal, jitter, limits, validity);
    }

    /// A fresh count over this policy, with its own random numbers and the system's monotonic clock.
    public RetrySession session() {
        return session(new SplittableRandom(), System::nanoTime);
    }

    /// A fresh count over this policy.
    ///
    /// @param random where jitter comes from; used only by the session's thread
    /// @param nanoClock monotonic nanoseconds, such as those of a loop
    public RetrySession session(RandomGenerator random, LongSupplier nanoClock) {
        return new RetrySession(this, random, nanoClock);
    }

    /// The table's delay after `failures` earlier failures, before jitter.
    Duration base(int failures) {
        return delays.get(Math.min(failures, delays.size() - 1));
    }
}
