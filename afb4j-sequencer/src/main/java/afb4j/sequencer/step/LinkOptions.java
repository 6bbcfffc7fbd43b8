package afb4j.sequencer.step;

import java.time.Duration;
import java.util.function.Consumer;

/// How a [ManagedConnection] behaves, besides its retry policy.
///
/// @param connectTimeout the limit of each attempt; zero for none
/// @param stableAfter how long a connection must live for the policy to start over; zero for at once
/// @param probe asks the peer for a sign of life, as the policy's validity wants it; runs on the loop
public record LinkOptions<C>(Duration connectTimeout, Duration stableAfter, Consumer<? super C> probe) {

    /// The default of [#connectTimeout()].
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /// Checks the ranges.
    public LinkOptions {
        if (connectTimeout.isNegative() || stableAfter.isNegative()) {
            throw new IllegalArgumentException(
                    "connectTimeout is " + connectTimeout + ", stableAfter is " + stableAfter + ", expected 0 or more");
        }
    }

    /// The default time limit, starting over at each success, no probe.
    public static <C> LinkOptions<C> defaults() {
        return new LinkOptions<>(DEFAULT_CONNECT_TIMEOUT, Duration.ZERO, _ -> {});
    }

    /// These options with another time limit.
    public LinkOptions<C> withConnectTimeout(Duration connectTimeout) {
        return new LinkOptions<>(connectTimeout, stableAfter, probe);
    }

    /// These options with another time to stability.
    public LinkOptions<C> withStableAfter(Duration stableAfter) {
        return new LinkOptions<>(connectTimeout, stableAfter, probe);
    }

    /// These options with another probe.
    public LinkOptions<C> withProbe(Consumer<? super C> probe) {
        return new LinkOptions<>(connectTimeout, stableAfter, probe);
    }
}
