package afb4j.examples.vehicle;

/// An automatic gearbox, and how fast it lets the engine turn.
final class Gearbox {

    private static final double IDLE_RPM = 820;
    private static final double SHIFT_DOWN_RPM = 1250;
    private static final double STANDING = 0.4; // m/s

    /// Turns in a minute for each m/s, by gear from 1.
    private static final double[] RATIOS = {430, 250, 172, 130, 104, 86};

    private int gear;

    /// Chooses the gear for a speed.
    ///
    /// @param speed in m/s
    /// @param load 0 to 1; with more of it the engine turns higher
    void adapt(double speed, double load) {
        if (speed < STANDING) {
            gear = 0;
            return;
        }
        gear = Math.max(1, gear);
        double shiftUp = 2100 + 1600 * load;
        if (gear < RATIOS.length && speed * RATIOS[gear - 1] > shiftUp) {
            gear++;
        } else if (gear > 1 && speed * RATIOS[gear - 1] < SHIFT_DOWN_RPM) {
            gear--;
        }
    }

    int gear() {
        return gear;
    }

    /// Turns in a minute at a speed.
    double rpm(double speed) {
        return gear == 0 ? IDLE_RPM : Math.max(IDLE_RPM, speed * RATIOS[gear - 1]);
    }
}
