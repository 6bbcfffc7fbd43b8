package afb4j.sequencer.retry;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;

/// How long a connection may stay without proof that the peer hears us. Any proof restarts the clock.
///
/// @param ping probe the peer after this long; zero, or not shorter than `hangup`, means never to probe
/// @param hangup hang up after this long; zero means never
@Immutable
public record Validity(Duration ping, Duration hangup) {

    /// Neither probes nor hangs up.
    public static final Validity OFF = new Validity(Duration.ZERO, Duration.ZERO);

    /// Checks the ranges.
    public Validity {
        if (ping.isNegative() || hangup.isNegative()) {
            throw new IllegalArgumentException("ping is " + ping + ", hangup is " + hangup + ", expected 0 or more");
        }
    }

    /// Whether connections are watched at all.
    public boolean isOn() {
        return !hangup.isZero();
    }

    /// Whether the peer is probed before it is hung up on.
    public boolean probes() {
        return isOn() && ping.isPositive() && ping.compareTo(hangup) < 0;
    }
}
