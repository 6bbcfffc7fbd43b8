package afb4j.examples.vehicle;

import java.util.ArrayList;
import java.util.List;

/// A closed road as points that are equally far from each other. Immutable.
///
/// Between the corners that it is made of runs a Catmull-Rom spline. For each point the speed is known that
/// curves allow there, and those that come: who drives no faster can brake in time.
final class Route {

    /// Metres from one point to the next, about.
    static final double STEP_METRES = 2;

    private static final double SIDE_ACCELERATION = 2.4; // m/s2, more is unpleasant
    private static final double BRAKING = 1.6; // m/s2
    private static final double METRES_PER_DEGREE = 111_320;
    private static final double ORIGIN_LATITUDE = 47.7462;
    private static final double ORIGIN_LONGITUDE = -3.3661;

    /// A corner of the road.
    ///
    /// @param x metres east
    /// @param y metres north
    /// @param limitKmh allowed from here on
    record Corner(double x, double y, int limitKmh) {}

    private final List<Corner> points;
    private final double[] safeSpeeds;
    private final double step;

    private Route(List<Corner> points, double step) {
        this.points = List.copyOf(points);
        this.step = step;
        this.safeSpeeds = safeSpeeds();
    }

    /// The road through these corners and back to the first.
    static Route through(List<Corner> corners) {
        List<Corner> fine = new ArrayList<>();
        for (int i = 0; i < corners.size(); i++) {
            Corner from = corners.get(i);
            Corner to = corners.get((i + 1) % corners.size());
            int pieces = Math.max(1, (int) (distance(from, to) / STEP_METRES));
            for (int piece = 0; piece < pieces; piece++) {
                fine.add(between(corners, i, (double) piece / pieces));
            }
        }
        double length = 0;
        for (int i = 0; i < fine.size(); i++) {
            length += distance(fine.get(i), fine.get((i + 1) % fine.size()));
        }
        return new Route(fine, length / fine.size());
    }

    private static Corner between(List<Corner> corners, int i, double t) {
        int count = corners.size();
        Corner a = corners.get((i + count - 1) % count);
        Corner b = corners.get(i);
        Corner c = corners.get((i + 1) % count);
        Corner d = corners.get((i + 2) % count);
        return new Corner(spline(a.x, b.x, c.x, d.x, t), spline(a.y, b.y, c.y, d.y, t), b.limitKmh);
    }

    private static double spline(double a, double b, double c, double d, double t) {
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
    }

    private static double distance(Corner one, Corner other) {
        return Math.hypot(other.x - one.x, other.y - one.y);
    }

    private double[] safeSpeeds() {
        int count = points.size();
        double[] speeds = new double[count];
        for (int i = 0; i < count; i++) {
            double turned = Math.abs(angle(heading(i + 4) - heading(i - 4)));
            double curvature = turned / (8 * step);
            double inCurve = curvature < 1e-4 ? Double.MAX_VALUE : Math.sqrt(SIDE_ACCELERATION / curvature);
            speeds[i] = Math.min(inCurve, points.get(i).limitKmh / 3.6);
        }
        for (int i = 2 * count - 1; i >= 0; i--) { // twice around, backwards: what comes counts before
            double next = speeds[(i + 1) % count];
            speeds[i % count] = Math.min(speeds[i % count], Math.sqrt(next * next + 2 * BRAKING * step));
        }
        return speeds;
    }

    /// In radians, counter-clockwise from east.
    private double heading(int i) {
        Corner from = points.get(Math.floorMod(i, points.size()));
        Corner to = points.get(Math.floorMod(i + 1, points.size()));
        return Math.atan2(to.y - from.y, to.x - from.x);
    }

    private static double angle(double radians) {
        return Math.IEEEremainder(radians, 2 * Math.PI);
    }

    /// Its length in metres.
    double length() {
        return points.size() * step;
    }

    private int index(double metres) {
        return (int) Math.floorMod((long) (metres / step), (long) points.size());
    }

    /// What is allowed at a distance from the start, in km/h.
    int limitKmh(double metres) {
        return points.get(index(metres)).limitKmh;
    }

    /// How fast one can be at a distance from the start, for the limit and the curves, in m/s.
    double safeSpeed(double metres) {
        return safeSpeeds[index(metres)];
    }

    /// Where a distance from the start is.
    Position position(double metres) {
        int i = index(metres);
        double part = metres / step - Math.floor(metres / step);
        Corner from = points.get(i);
        Corner to = points.get((i + 1) % points.size());
        int degrees = (int) Math.round(90 - Math.toDegrees(heading(i)));
        return new Position(
                latitude(from.y + part * (to.y - from.y)),
                longitude(from.x + part * (to.x - from.x)),
                Math.floorMod(degrees, 360),
                Rounding.to(3, metres / 1000));
    }

    /// A point for each `metres` of the road, for a map.
    List<Place> places(double metres) {
        int stride = Math.max(1, (int) (metres / step));
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < points.size(); i += stride) {
            Corner point = points.get(i);
            places.add(new Place(latitude(point.y), longitude(point.x), point.limitKmh));
        }
        return places;
    }

    private static double latitude(double y) {
        return Rounding.to(6, ORIGIN_LATITUDE + y / METRES_PER_DEGREE);
    }

    private static double longitude(double x) {
        double metresPerDegree = METRES_PER_DEGREE * Math.cos(Math.toRadians(ORIGIN_LATITUDE));
        return Rounding.to(6, ORIGIN_LONGITUDE + x / metresPerDegree);
    }
}
