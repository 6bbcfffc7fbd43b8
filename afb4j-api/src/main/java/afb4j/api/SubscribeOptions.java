package afb4j.api;

import java.time.Duration;

/// How a subscriber wants to be told. Immutable.
///
/// @param interval at most one push per interval, and the latest value at its end; zero for every push
/// @param onChange only values that differ from the one told before
/// @param last whether the latest value, if there is one, is told at once
public record SubscribeOptions(Duration interval, boolean onChange, boolean last) {

    private static final Duration MAX_INTERVAL = Duration.ofDays(1);

    /// Every push, from now on.
    public static final SubscribeOptions ALL = new SubscribeOptions(Duration.ZERO, false, false);

    /// Refuses an interval that is negative or longer than a day.
    public SubscribeOptions {
        if (interval.isNegative() || interval.compareTo(MAX_INTERVAL) > 0) {
            throw new IllegalArgumentException("interval is " + interval + ", expected zero to " + MAX_INTERVAL);
        }
    }
}
