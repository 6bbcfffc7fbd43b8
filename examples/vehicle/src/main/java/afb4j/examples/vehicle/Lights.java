package afb4j.examples.vehicle;

import java.util.List;
import java.util.random.RandomGenerator;

/// The traffic lights of a route: whether the next one is red is decided when the car comes near.
final class Lights {

    private static final double IN_SIGHT_METRES = 110;
    private static final double SOFT_BRAKING = 1.8; // m/s2
    private static final double AT_LINE_METRES = 2;
    private static final double STOPPING_METRES = 8; // what the car needs from where it is slow
    private static final double RED_SHARE = 0.6;

    private final List<Double> places;
    private final double length;
    private final RandomGenerator random;
    private int next;
    private boolean isDecided;
    private double redSeconds;

    /// @param places in metres from the start, ascending
    /// @param length of the route
    Lights(List<Double> places, double length, RandomGenerator random) {
        this.places = places;
        this.length = length;
        this.random = random;
    }

    /// How fast the car may be for the lights, in m/s.
    ///
    /// @param metres driven since the start, over all rounds
    /// @param seconds since the last call
    double safeSpeed(double metres, double seconds) {
        double gap = gap(metres);
        if (gap < 0) {
            next++;
            isDecided = false;
            redSeconds = 0;
            return Double.MAX_VALUE;
        }
        if (gap > IN_SIGHT_METRES) {
            return Double.MAX_VALUE;
        }
        if (!isDecided) {
            isDecided = true;
            redSeconds = random.nextDouble() < RED_SHARE ? 9 + 8 * random.nextDouble() : 0;
        }
        redSeconds -= seconds;
        if (redSeconds <= 0) {
            return Double.MAX_VALUE;
        }
        return gap < AT_LINE_METRES + STOPPING_METRES ? 0 : Math.sqrt(2 * SOFT_BRAKING * (gap - AT_LINE_METRES));
    }

    private double gap(double metres) {
        int round = next / places.size();
        return round * length + places.get(next % places.size()) - metres;
    }
}
