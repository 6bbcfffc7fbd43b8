package afb4j.examples.vehicle;

/// Numbers with as many digits as they deserve.
final class Rounding {

    private Rounding() {}

    /// The value with at most `digits` behind the point.
    static double to(int digits, double value) {
        double scale = Math.pow(10, digits);
        return Math.round(value * scale) / scale;
    }
}
