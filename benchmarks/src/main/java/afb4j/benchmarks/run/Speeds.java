package afb4j.benchmarks.run;

import afb4j.benchmarks.run.Options.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// One table of speeds: ours against a bare server.
final class Speeds {

    private static final Load ONE_BY_ONE = new Load(1, 1, 16);
    private static final Load MANY = new Load(4, 100, 16);
    private static final Load BROWSERS = new Load(16, 1, 16);
    private static final List<Load> CALLS =
            List.of(ONE_BY_ONE, new Load(1, 100, 16), MANY, new Load(16, 16, 16), new Load(4, 100, 10_000));
    private static final List<Load> EVENTS =
            List.of(new Load(1000, 1, 16), new Load(1000, 10, 16), new Load(1000, 1, 1000));
    private static final List<Load> REQUESTS = List.of(BROWSERS, new Load(256, 1, 16));
    private static final List<Load> MESSAGES =
            List.of(BROWSERS, new Load(256, 1, 16), new Load(16, 16, 16), new Load(256, 16, 16));
    private static final List<Load> FILES = List.of(new Load(16, 1, 100_000), new Load(256, 1, 100_000));

    private final Kind kind;
    private final Comparison comparison;

    /// The tables.
    enum Kind {
        LOOP(Part.LOOP, "Non-blocking verb, against a bare server that answers on the loop", CALLS, 0.5),
        GUARDED(
                Part.GUARDED,
                "Non-blocking verb with a session, a token and a permission check on each call, against the same bare "
                        + "server",
                CALLS,
                0.5),
        VIRTUAL(Part.VIRTUAL, "Blocking verb, against a bare server with a virtual thread per call", CALLS, 0.5),
        RELAY(
                Part.RELAY,
                "Relayed to the non-blocking verb of another process, against the bare server alone",
                CALLS,
                0),
        EVENTS(
                Part.EVENTS,
                "One event to all connections, against a bare server that writes the same bytes; times are from a push "
                        + "to its last delivery",
                Speeds.EVENTS,
                0.5),
        REST(
                Part.REST,
                "Non-blocking verb by HTTP (GET, in a session), against a bare Netty server with the same answer",
                REQUESTS,
                0.5),
        JSON1(
                Part.JSON1,
                "Non-blocking verb by x-afb-ws-json1, against a bare Netty websocket server with the same answer",
                MESSAGES,
                0.5),
        FILE(Part.FILE, "A file by HTTP, against a bare Netty file server", FILES, 0.7);

        private final Part part;
        private final String title;
        private final List<Load> loads;

        /// The ratio that all loads must reach, 0 for none.
        private final double bar;

        Kind(Part part, String title, List<Load> loads, double bar) {
            this.part = part;
            this.title = title;
            this.loads = loads;
            this.bar = bar;
        }

        Part part() {
            return part;
        }

        boolean needsWrk() {
            return this == REST || this == FILE;
        }

        /// The ratio that a load must reach, 0 for none.
        private double bar(Load load) {
            return load.equals(ONE_BY_ONE) ? Math.max(bar, isOnLoop() ? 0.9 : 0) : bar;
        }

        private boolean isOnLoop() {
            return this == LOOP || this == GUARDED;
        }

        /// What loads the servers; `program` is the compiled load generator.
        private Generator generator(Path program) {
            return switch (this) {
                case LOOP, RELAY -> new LoadGenerator(program, Task.calls("ping"));
                case GUARDED -> new LoadGenerator(program, Task.callsInSession("pingauth"));
                case VIRTUAL -> new LoadGenerator(program, Task.calls("pingvt"));
                case EVENTS -> new LoadGenerator(program, Task.EVENTS);
                case JSON1 -> new LoadGenerator(program, Task.callsByJson1("ping"));
                case REST -> new Wrk(load -> "/api/hello/ping?value=" + "x".repeat(load.argumentBytes()));
                case FILE -> new Wrk(_ -> "/" + Servers.FILE);
            };
        }

        private Load warmup() {
            return switch (this) {
                case LOOP, GUARDED, VIRTUAL, RELAY, EVENTS -> MANY;
                case REST, JSON1, FILE -> loads.getFirst();
            };
        }

        private ServerProcess bare(Servers servers) throws IOException {
            return switch (this) {
                case LOOP, GUARDED, RELAY -> servers.bare("loop");
                case VIRTUAL -> servers.bare("virtual");
                case EVENTS -> servers.bare("events");
                case REST -> servers.bareHttp("rest");
                case JSON1 -> servers.bareHttp("json1");
                case FILE -> servers.bareHttp("file");
            };
        }

        private ServerProcess ours(Servers servers) throws IOException {
            return switch (this) {
                case LOOP, GUARDED, VIRTUAL, RELAY, EVENTS -> servers.binder();
                case REST, JSON1, FILE -> servers.binderWithHttp();
            };
        }

        private String unit() {
            return switch (this) {
                case LOOP, GUARDED, VIRTUAL, RELAY, JSON1 -> "calls";
                case EVENTS -> "deliveries";
                case REST, FILE -> "requests";
            };
        }
    }

    Speeds(Kind kind, Path program, double seconds) {
        this.kind = kind;
        this.comparison = new Comparison(kind.generator(program), kind.warmup(), seconds);
    }

    /// Adds a round, with new servers.
    void round(Servers servers) throws IOException, InterruptedException {
        try (ServerProcess bare = kind.bare(servers);
                ServerProcess binder = kind.ours(servers)) {
            if (kind == Kind.RELAY) {
                try (ServerProcess relay = servers.relay(binder)) {
                    comparison.round(bare, relay, kind.loads);
                }
            } else {
                comparison.round(bare, binder, kind.loads);
            }
        }
    }

    /// Prints the table.
    void report(Report report) {
        report.speeds(kind.title, kind.unit(), comparison.rows(), kind::bar);
    }
}
