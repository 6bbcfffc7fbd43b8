package afb4j.benchmarks.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Two servers under the same loads, round by round: bare, ours, bare, ours.
final class Comparison {

    private static final double WARMUP_SECONDS = 4;
    private static final double SETTLE_SECONDS = 0.5;

    private final Generator generator;
    private final Load warmup;
    private final double seconds;
    private final Map<Load, List<Pair>> results = new LinkedHashMap<>();

    /// One round of one load.
    private record Pair(Measure bare, Measure ours) {

        double ratio() {
            return ours.perSecond() / bare.perSecond();
        }
    }

    /// A row of the table.
    ///
    /// @param load what was asked
    /// @param bare medians of the bare server
    /// @param ours medians of the binder
    /// @param ratio the median of the ratios of the rounds, which noise of the machine touches less than the
    ///     ratio of the medians
    record Row(Load load, Measure bare, Measure ours, double ratio) {}

    /// @param warmup what servers are given before they are measured
    /// @param seconds how long each load counts
    Comparison(Generator generator, Load warmup, double seconds) {
        this.generator = generator;
        this.warmup = warmup;
        this.seconds = seconds;
    }

    /// Adds a round with servers that were just started.
    void round(ServerProcess bare, ServerProcess ours, Iterable<Load> loads) throws IOException, InterruptedException {
        generator.run(warmup, bare, WARMUP_SECONDS, SETTLE_SECONDS);
        generator.run(warmup, ours, WARMUP_SECONDS, SETTLE_SECONDS);
        for (Load load : loads) {
            Pair pair = new Pair(measure(load, bare), measure(load, ours));
            results.computeIfAbsent(load, _ -> new ArrayList<>()).add(pair);
            System.err.printf(
                    "  %s: bare %.0f, ours %.0f per second, %.2f; processor time %.0f, %.0f ns%n",
                    load,
                    pair.bare.perSecond(),
                    pair.ours.perSecond(),
                    pair.ratio(),
                    pair.bare.cpuNanos(),
                    pair.ours.cpuNanos());
        }
    }

    private Measure measure(Load load, ServerProcess server) throws IOException, InterruptedException {
        return generator.run(load, server, SETTLE_SECONDS, seconds);
    }

    /// What was found so far, in the order of the loads.
    List<Row> rows() {
        return results.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Row row(Load load, List<Pair> pairs) {
        return new Row(
                load,
                Measure.medianOf(pairs.stream().map(Pair::bare).toList()),
                Measure.medianOf(pairs.stream().map(Pair::ours).toList()),
                Measure.median(pairs.stream().mapToDouble(Pair::ratio).toArray()));
    }
}
