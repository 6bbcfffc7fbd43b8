package afb4j.sequencer.retry;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// How a delay is spread at random, so that many clients of one server do not come back together.
@Immutable
public sealed interface Jitter {

    /// The delays as they are.
    Jitter NONE = new None();

    /// Anything from zero to the delay.
    Jitter FULL = new Full();

    /// Half of the delay for sure, the other half at random.
    Jitter EQUAL = new Equal();

    /// Up to, not including, `percent` of the delay on top, as libwebsockets does it.
    static Jitter additive(int percent) {
        return new Additive(percent);
    }

    /// Anything from the delay to three times the delay before, but not beyond `cap`.
    static Jitter decorrelated(Duration cap) {
        return new Decorrelated(cap);
    }

    /// The delay to wait.
    ///
    /// @param base the table's delay
    /// @param previous the delay waited before; `base` at first
    /// @param random where the share comes from
    Duration spread(Duration base, Duration previous, RandomGenerator random);

    /// See [Jitter#NONE].
    record None() implements Jitter {
        @Override
        public Duration spread(Duration base, Duration previous, RandomGenerator random) {
            return base;
        }
    }

    /// See [Jitter#additive(int)].
    ///
    /// @param percent 0 to 1000
    record Additive(int percent) implements Jitter {

        /// Checks the range.
        public Additive {
            if (percent < 0 || percent > 1000) {
                throw new IllegalArgumentException("percent is " + percent + ", expected 0 to 1000");
            }
        }

        /// The formula of Q-64, integer divisions included; the share counts in whole milliseconds.
        @Override
        public Duration spread(Duration base, Duration previous, RandomGenerator random) {
            long r = random.nextInt(0x10000);
            return base.plusMillis(base.toMillis() * percent * r / 0x10000 / 100);
        }
    }

    /// See [Jitter#FULL].
    record Full() implements Jitter {
        @Override
        public Duration spread(Duration base, Duration previous, RandomGenerator random) {
            return between(Duration.ZERO, base, random);
        }
    }

    /// See [Jitter#EQUAL].
    record Equal() implements Jitter {
        @Override
        public Duration spread(Duration base, Duration previous, RandomGenerator random) {
            return between(base.dividedBy(2), base, random);
        }
    }

    /// See [Jitter#decorrelated(Duration)].
    ///
    /// @param cap the longest delay
    record Decorrelated(Duration cap) implements Jitter {

        /// Checks the range.
        public Decorrelated {
            if (cap.isNegative()) {
                throw new IllegalArgumentException("cap is " + cap + ", expected 0 or more");
            }
        }

        @Override
        public Duration spread(Duration base, Duration previous, RandomGenerator random) {
            Duration most = previous.multipliedBy(3);
            Duration delay = most.compareTo(base) <= 0 ? base : between(base, most, random);
            return delay.compareTo(cap) < 0 ? delay : cap;
        }
    }

    private static Duration between(Duration least, Duration most, RandomGenerator random) {
        return least.plusNanos(random.nextLong(most.minus(least).toNanos() + 1));
    }
}
