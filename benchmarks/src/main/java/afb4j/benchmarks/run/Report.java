package afb4j.benchmarks.run;

import afb4j.benchmarks.abuse.AbuseRun;
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

    /// A table of speeds, in `unit` per second. `bar` gives the ratio that a load must reach, 0 for none.
    void speeds(String title, String unit, List<Row> rows, ToDoubleFunction<Load> bar) {
        print("%n%s%n%n", title);
        print(
                "| load | bare %1$s/s | p50 us | p99 us | cpu ns | ours %1$s/s | p50 us | p99 us | cpu ns | ours/bare "
                        + "| bar |%n",
                unit);
        print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|%n");
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
                        "%,.0f | %.1f | %.1f | %,.0f",
                        measure.perSecond(),
                        measure.p50Micros(),
                        measure.p99Micros(),
                        measure.cpuNanos())
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

    void sessionsHead(int sessions, int connections) {
        print(
                "%n%d sessions in the store: bytes and time for each, and bytes for each of %d connections with a "
                        + "session of its own%n%n",
                sessions, connections);
        print("| store | heap | resident | us to make | ns to find | ns to acquire | ns with 2 threads "
                + "| connection: heap | direct | resident |%n");
        print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|%n");
    }

    void sessions(String store, SessionRow row, int sessions, int connections) {
        print(
                "| %s | %.0f | %.0f | %.1f | %.0f | %.0f | %.0f | %.0f | %.0f | %.0f |%n",
                store,
                (double) row.filled().heapBytes() / sessions,
                (double) row.filled().residentBytes() / sessions,
                row.makeNanos() / 1000,
                row.findNanos(),
                row.acquireNanos(),
                row.acquireNanosOfTwo(),
                (double) row.connected().heapBytes() / connections,
                (double) row.connected().directBytes() / connections,
                (double) row.connected().residentBytes() / connections);
    }

    /// What many sessions take.
    ///
    /// @param filled the store, without connections
    /// @param makeNanos to make one and keep it
    /// @param findNanos to look one up
    /// @param acquireNanos to get one for a connection and let it go
    /// @param acquireNanosOfTwo the same while another thread does it too
    /// @param connected connections with a session each
    record SessionRow(
            ServerProcess.Memory filled,
            double makeNanos,
            double findNanos,
            double acquireNanos,
            double acquireNanosOfTwo,
            ServerProcess.Memory connected) {}

    void abuseHead(int rounds, double seconds, double bar) {
        print(
                "%nAbuse: what a well-behaved client feels, which calls a verb by HTTP 250 times a second; in %d rounds %s s"
                        + " of quiet, then as long under each attack; bar: p99 at most %s times that of the quiet%n%n",
                rounds, seconds, bar);
        print(
                "| attack | what | how it ended | quiet p50 us | p99 us | attacked p50 us | p99 us | p99 ratio | bar |%n");
        print("|---|---|---|--:|--:|--:|--:|--:|--:|%n");
    }

    void abuse(AbuseRun.Row row, double bar) {
        print(
                "| %s | %s | %s | %.0f | %.0f | %.0f | %.0f | %.2f | %s |%n",
                row.attack(),
                row.what(),
                row.outcome(),
                row.quietP50Micros(),
                row.quietP99Micros(),
                row.p50Micros(),
                row.p99Micros(),
                row.ratio(),
                verdict(false, row.ratio() <= bar, "<= " + bar));
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
