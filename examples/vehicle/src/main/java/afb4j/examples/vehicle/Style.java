package afb4j.examples.vehicle;

/// How the driver drives.
public enum Style {
    /// Below the limit, gently.
    CALM(0.88, 1.1),
    /// At the limit.
    NORMAL(0.97, 1.8),
    /// A bit above the limit, and quickly there.
    SPORTY(1.08, 3.0);

    private final double ofLimit;
    private final double acceleration;

    Style(double ofLimit, double acceleration) {
        this.ofLimit = ofLimit;
        this.acceleration = acceleration;
    }

    /// Which part of the allowed speed is driven.
    double ofLimit() {
        return ofLimit;
    }

    /// The most that is accelerated, in m/s2.
    double acceleration() {
        return acceleration;
    }
}
