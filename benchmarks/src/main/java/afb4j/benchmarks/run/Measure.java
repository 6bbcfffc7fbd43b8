package afb4j.benchmarks.run;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What one run of the load generator found, or the medians of several.
///
/// @param perSecond answered calls, or deliveries of events
/// @param p50Micros half of the calls took at most this long, or half of the pushes to their last delivery
/// @param p99Micros the same of all but one of a hundred
/// @param cpuNanos what one took of the processors in the server, all of its threads: unlike the other figures
///     it hardly feels what else the machine does
record Measure(double perSecond, double p50Micros, double p99Micros, double cpuNanos) {

    private static final Pattern LINE =
            Pattern.compile("(\\d+) (?:calls|deliveries)/s +p50 ([\\d.]+) us +p99 ([\\d.]+) us .* cpu ([\\d.]+) ns.*");

    /// Reads the line that the load generator prints.
    static Measure parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected a line of wsapi-load, got: " + line);
        }
        return new Measure(
                Double.parseDouble(matcher.group(1)),
                Double.parseDouble(matcher.group(2)),
                Double.parseDouble(matcher.group(3)),
                Double.parseDouble(matcher.group(4)));
    }

    static Measure medianOf(List<Measure> measures) {
        return new Measure(
                median(measures, Measure::perSecond),
                median(measures, Measure::p50Micros),
                median(measures, Measure::p99Micros),
                median(measures, Measure::cpuNanos));
    }

    private static double median(List<Measure> measures, ToDoubleFunction<Measure> field) {
        return median(measures.stream().mapToDouble(field).toArray());
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
