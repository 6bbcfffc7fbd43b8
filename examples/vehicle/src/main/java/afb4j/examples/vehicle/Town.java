package afb4j.examples.vehicle;

import afb4j.examples.vehicle.Route.Corner;
import java.util.List;

/// The road that the demo drives: streets, a boulevard, a stretch of country road, and the lights on it.
final class Town {

    /// Where the traffic lights are, in metres from the start.
    static final List<Double> LIGHTS = List.of(520.0, 1350.0, 3900.0);

    private static final List<Corner> CORNERS = List.of(
            new Corner(0, 0, 50),
            new Corner(180, 20, 50),
            new Corner(360, 10, 50),
            new Corner(470, 60, 30),
            new Corner(480, 180, 30),
            new Corner(430, 290, 30),
            new Corner(470, 400, 50),
            new Corner(600, 450, 50),
            new Corner(820, 440, 50),
            new Corner(1020, 480, 70),
            new Corner(1300, 600, 90),
            new Corner(1560, 820, 90),
            new Corner(1620, 1080, 90),
            new Corner(1460, 1280, 90),
            new Corner(1160, 1360, 90),
            new Corner(840, 1300, 90),
            new Corner(520, 1240, 70),
            new Corner(300, 1180, 70),
            new Corner(120, 1080, 50),
            new Corner(40, 920, 50),
            new Corner(90, 780, 50),
            new Corner(60, 620, 30),
            new Corner(-60, 560, 30),
            new Corner(-190, 480, 30),
            new Corner(-210, 320, 50),
            new Corner(-190, 140, 50),
            new Corner(-120, 20, 50));

    private Town() {}

    static Route route() {
        return Route.through(CORNERS);
    }
}
