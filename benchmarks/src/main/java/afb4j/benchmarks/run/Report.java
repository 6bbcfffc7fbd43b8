package afb4j.benchmarks.run;

import afb4j.benchmarks.run.Comparison.Row;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Prints what was found, as tables of Markdown, and holds it against the bars.
final class Report {

    private int missed;

    /// How many bars were missed.
    int missed() {
        return missed;
    }

    /// A table of speeds. `bar` gives the ratio that a load must reach, 0 for none.
    void speeds(String title, List<Row> rows, ToDoubleFunction<Load> bar) {
        print("%n%s%n%n", title);
        print("| load | bare calls/s | p50 us | p99 us | ours calls/s | p50 us | p99 us | ours/bare | bar |%n");
        print("|---|--:|--:|--:|--:|--:|--:|--:|--:|%n");
        for (Row row : rows) {
            double atLeast = bar.applyAsDouble(row.load());
            print(
                    "| %s | %s | %s | %.2f | %s |%n",
                    row.load(),
                    columns(row.bare()),
                    columns(row.ours()),
                    row.ratio(),
                    verdict(atLeast == 0, row.ratio() >= atLeast, ">= " + atLeast));
        }
    }

    private static String columns(Measure measure) {
        return String.format(
                        Locale.ROOT,
                        "%,.0f | %.1f | %.1f",
                        measure.callsPerSecond(),
                        measure.p50Micros(),
                        measure.p99Micros())
                .replace(',', ' ');
    }

    /// What one idle connection takes.
    void idle(String server, int connections, ServerProcess.Memory grown, double barBytes) {
        double heap = (double) grown.heapBytes() / connections;
        double direct = (double) grown.directBytes() / connections;
        print(
                "| %s | %.0f | %.0f | %.0f | %s |%n",
                server,
                heap,
                direct,
                (double) grown.residentBytes() / connections,
                verdict(barBytes == 0, heap + direct < barBytes, "< " + (long) barBytes));
    }

    void idleHead(int connections) {
        print("%nBytes per idle connection, of %d%n%n", connections);
        print("| server | heap | direct | resident | bar (heap + direct) |%n|---|--:|--:|--:|--:|%n");
    }

    private String verdict(boolean none, boolean reached, String bar) {
        if (none) {
            return "";
        }
        if (!reached) {
            missed++;
        }
        return bar + (reached ? "" : " missed");
    }

    void print(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format, arguments);
    }
}
