package afb4j.examples.vehicle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The drive of the car, step by step.
final class SimulationTest {

    private static final double STEP_SECONDS = 0.1;
    private static final int HOUR = 36_000;

    private static List<Speed> speeds(Simulation simulation, int steps) {
        List<Speed> speeds = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            simulation.advance(STEP_SECONDS);
            speeds.add(simulation.speed());
        }
        return speeds;
    }

    @Test
    void isTheSameDriveForTheSameSeed() {
        List<Speed> one = speeds(new Simulation(7), 3000);

        assertThat(speeds(new Simulation(7), 3000)).isEqualTo(one);
        assertThat(speeds(new Simulation(8), 3000)).isNotEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 2026})
    void looksLikeOneForAnHour(long seed) {
        Simulation simulation = new Simulation(seed);
        double before = 0;
        for (int i = 0; i < HOUR; i++) {
            simulation.advance(STEP_SECONDS);
            Speed speed = simulation.speed();
            Engine engine = simulation.engine();
            assertThat(speed.kmh()).isBetween(0.0, speed.limitKmh() * 1.25 + 5);
            assertThat(Math.abs(speed.kmh() - before)).isLessThan(2.0); // 5.5 m/s2
            assertThat(engine.rpm()).isBetween(700, 4500);
            assertThat(engine.gear()).isBetween(0, 6);
            assertThat(engine.coolantCelsius()).isBetween(55.0, 97.0);
            assertThat(engine.fuelPercent()).isBetween(5.0, 100.0);
            before = speed.kmh();
        }
        assertThat(simulation.position().drivenKm()).isBetween(20.0, 70.0);
    }

    @Test
    void standsAtLightsAndDrivesFastOutsideOfTheTown() {
        List<Speed> speeds = speeds(new Simulation(2026), HOUR);

        assertThat(speeds.stream().filter(speed -> speed.kmh() == 0)).hasSizeBetween(300, 12_000);
        assertThat(speeds).anyMatch(speed -> speed.kmh() > 80);
        assertThat(speeds).anyMatch(speed -> speed.limitKmh() == 30);
    }

    @Test
    void comesBackToItsStart() {
        Route route = Town.route();

        Position start = route.position(0);
        Position round = route.position(route.length());

        assertThat(route.length()).isBetween(4000.0, 8000.0);
        assertThat(round.latitude()).isEqualTo(start.latitude());
        assertThat(round.longitude()).isEqualTo(start.longitude());
        assertThat(Town.LIGHTS).allMatch(light -> light < route.length()).isSorted();
    }

    @Test
    void stopsAndGoesOnWhenAsked() {
        Simulation simulation = new Simulation(1);
        speeds(simulation, 600);

        simulation.halt(true);
        speeds(simulation, 200);
        boolean stood = simulation.isStanding();
        simulation.halt(false);
        speeds(simulation, 300);

        assertThat(stood).isTrue();
        assertThat(simulation.speed().kmh()).isPositive();
    }

    @Test
    void drivesAsItIsTold() {
        double calm = driven(Style.CALM);
        double normal = driven(Style.NORMAL);
        double sporty = driven(Style.SPORTY);

        assertThat(Stream.of(calm, normal, sporty)).isSorted();
    }

    private static double driven(Style style) {
        Simulation simulation = new Simulation(1);
        simulation.drive(style);
        speeds(simulation, HOUR / 4);
        return simulation.position().drivenKm();
    }

    @Test
    void keepsTheSpeedOfTheCruiseControl() {
        Simulation simulation = new Simulation(1);
        simulation.keep(new Cruise(true, 40));

        List<Speed> speeds = speeds(simulation, HOUR / 4);

        assertThat(speeds).allMatch(speed -> speed.kmh() < 43);
        assertThat(speeds.stream().filter(speed -> Math.abs(speed.kmh() - 40) < 1))
                .hasSizeGreaterThan(speeds.size() / 4);
    }
}
