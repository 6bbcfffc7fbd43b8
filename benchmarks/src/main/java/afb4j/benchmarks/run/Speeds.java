package afb4j.benchmarks.run;

import afb4j.benchmarks.run.Options.Part;
import afb4j.benchmarks.run.Servers.Server;
import java.io.IOException;
import java.util.List;

/// One table of speeds: ours against a bare server.
final class Speeds {

    private static final Load ONE_BY_ONE = new Load(1, 1, 16);
    private static final List<Load> CALLS = List.of(
            ONE_BY_ONE, new Load(1, 100, 16), new Load(4, 100, 16), new Load(16, 16, 16), new Load(4, 100, 10_000));
    private static final List<Load> EVENTS =
            List.of(new Load(1000, 1, 16), new Load(1000, 10, 16), new Load(1000, 1, 1000));

    private final Kind kind;
    private final Comparison comparison;

    /// The tables.
    enum Kind {
        LOOP(Part.LOOP, "Non-blocking verb, against a bare server that answers on the loop", Task.calls("ping"), 0.5),
        GUARDED(
                Part.GUARDED,
                "Non-blocking verb with a session, a token and a permission check on each call, against the same bare "
                        + "server",
                Task.callsInSession("pingauth"),
                0.5),
        VIRTUAL(
                Part.VIRTUAL,
                "Blocking verb, against a bare server with a virtual thread per call",
                Task.calls("pingvt"),
                0.5),
        RELAY(
                Part.RELAY,
                "Relayed to the non-blocking verb of another process, against the bare server alone",
                Task.calls("ping"),
                0),
        EVENTS(
                Part.EVENTS,
                "One event to all connections, against a bare server that writes the same bytes; times are from a push "
                        + "to its last delivery",
                Task.EVENTS,
                0.5);

        private final Part part;
        private final String title;
        private final Task task;

        /// The ratio that all loads must reach, 0 for none.
        private final double bar;

        Kind(Part part, String title, Task task, double bar) {
            this.part = part;
            this.title = title;
            this.task = task;
            this.bar = bar;
        }

        Part part() {
            return part;
        }

        /// The ratio that a load must reach, 0 for none.
        private double bar(Load load) {
            return load.equals(ONE_BY_ONE) && (this == LOOP || this == GUARDED) ? 0.9 : bar;
        }

        private List<Load> loads() {
            return this == EVENTS ? Speeds.EVENTS : CALLS;
        }

        private String bareServer() {
            return switch (this) {
                case LOOP, GUARDED, RELAY -> "loop";
                case VIRTUAL -> "virtual";
                case EVENTS -> "events";
            };
        }
    }

    Speeds(Kind kind, LoadGenerator generator, double seconds) {
        this.kind = kind;
        this.comparison = new Comparison(generator, kind.task, seconds);
    }

    /// Adds a round, with new servers.
    void round(Servers servers) throws IOException, InterruptedException {
        try (Server bare = servers.bare(kind.bareServer());
                Server binder = servers.binder()) {
            if (kind == Kind.RELAY) {
                try (Server relay = servers.relay(binder)) {
                    comparison.round(bare, relay, kind.loads());
                }
            } else {
                comparison.round(bare, binder, kind.loads());
            }
        }
    }

    /// Prints the table.
    void report(Report report) {
        String unit = kind == Kind.EVENTS ? "deliveries" : "calls";
        report.speeds(kind.title, unit, comparison.rows(), kind::bar);
    }
}
