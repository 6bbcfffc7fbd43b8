package afb4j.examples.vehicle;

import java.util.Random;

/// A car that drives along a route. The same seed, steps and orders give the same drive. Not thread-safe.
final class Simulation {

    private static final double MOST_BRAKING = 4.5; // m/s2
    private static final double EAGERNESS = 0.9; // 1/s, how fast a difference of speed is made up for
    private static final double WARM_CELSIUS = 90;
    private static final double WARMING_SECONDS = 150;
    private static final double IDLE_FUEL = 0.0009; // percent of the tank in a second, ten times a real one
    private static final double FULL_FUEL = 0.02;
    private static final double RESERVE_PERCENT = 6;

    private final Random random;
    private final Route route = Town.route();
    private final Lights lights;
    private final Gearbox gearbox = new Gearbox();

    private double metres;
    private double speed; // m/s
    private double acceleration; // m/s2
    private double mood = 1; // what the driver makes of the limit just now
    private double rpm = 820;
    private double load;
    private double coolantCelsius = 58;
    private double fuelPercent = 74;
    private Style style = Style.NORMAL;
    private Cruise cruise = new Cruise(false, 50);
    private boolean isHalted;

    Simulation(long seed) {
        random = new Random(seed);
        lights = new Lights(Town.LIGHTS, route.length(), random);
    }

    /// Lets time go by.
    void advance(double seconds) {
        mood += (1 - mood) * 0.1 * seconds + random.nextGaussian() * 0.012 * Math.sqrt(seconds);
        double wanted = Math.min(wantedSpeed(), lights.safeSpeed(metres, seconds));
        double most = style.acceleration() * Math.max(0.25, 1 - speed / 45);
        double force = Math.clamp((wanted - speed) * EAGERNESS, -MOST_BRAKING, most);
        acceleration += (force - acceleration) * Math.min(1, 4 * seconds);
        speed = Math.max(0, speed + acceleration * seconds);
        if (wanted == 0 && speed < 0.3) {
            speed = 0;
            acceleration = 0;
        }
        metres += speed * seconds;
        runEngine(seconds);
    }

    private double wantedSpeed() {
        if (isHalted) {
            return 0;
        }
        double onRoad = route.safeSpeed(metres + speed * 0.8);
        double driver = onRoad * style.ofLimit() * mood;
        return cruise.enabled() ? Math.min(onRoad * 1.05, cruise.kmh() / 3.6) : driver;
    }

    private void runEngine(double seconds) {
        double asked = Math.clamp(0.06 + 0.26 * acceleration + 0.0004 * speed * speed, 0, 1);
        load += (asked - load) * Math.min(1, 3 * seconds);
        gearbox.adapt(speed, load);
        double turning = gearbox.rpm(speed) + random.nextGaussian() * 6;
        rpm += (turning - rpm) * Math.min(1, 6 * seconds);
        coolantCelsius += (WARM_CELSIUS + 5 * load - coolantCelsius) * seconds / WARMING_SECONDS;
        fuelPercent -= (IDLE_FUEL + FULL_FUEL * load) * seconds;
        if (fuelPercent < RESERVE_PERCENT) {
            fuelPercent = 100; // somebody has been at the pump
        }
    }

    /// Stops where the car is, or goes on.
    void halt(boolean isWanted) {
        isHalted = isWanted;
    }

    void drive(Style wanted) {
        style = wanted;
    }

    void keep(Cruise wanted) {
        cruise = wanted;
    }

    Cruise cruise() {
        return cruise;
    }

    boolean isStanding() {
        return speed < 0.1;
    }

    Route route() {
        return route;
    }

    Speed speed() {
        return new Speed(Rounding.to(1, speed * 3.6), route.limitKmh(metres), cruise.enabled());
    }

    Engine engine() {
        return new Engine(
                (int) Math.round(rpm),
                gearbox.gear(),
                (int) Math.round(100 * load),
                Rounding.to(1, coolantCelsius),
                Rounding.to(2, fuelPercent));
    }

    Position position() {
        return route.position(metres);
    }
}
