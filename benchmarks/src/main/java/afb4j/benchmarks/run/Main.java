package afb4j.benchmarks.run;

import afb4j.benchmarks.run.Options.Part;
import afb4j.benchmarks.run.Servers.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Compares the binder with bare servers and prints tables. Started by the script `benchmarks/run`.
public final class Main {

    private static final List<Load> LOADS = List.of(
            new Load(1, 1, 16),
            new Load(1, 100, 16),
            new Load(4, 100, 16),
            new Load(16, 16, 16),
            new Load(4, 100, 10_000));
    private static final int IDLE_CONNECTIONS = 1000;
    private static final int FIRST_CONNECTIONS = 100;
    private static final double IDLE_BAR_BYTES = 20_000;

    private final Options options;
    private final Servers servers;
    private final Comparison loop;
    private final Comparison virtual;
    private final Comparison relay;
    private final Report report = new Report();

    private Main(Options options, Servers servers) {
        LoadGenerator generator = new LoadGenerator(options.generator());
        this.options = options;
        this.servers = servers;
        this.loop = new Comparison(generator, "ping", options.seconds());
        this.virtual = new Comparison(generator, "pingvt", options.seconds());
        this.relay = new Comparison(generator, "ping", options.seconds());
    }

    /// Runs the comparison.
    public static void main(String[] arguments) throws Exception {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException bad) {
            System.err.println("benchmarks/run: " + bad.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        Path directory = Files.createTempDirectory("afb4j-bench");
        try {
            Servers servers = new Servers(directory, Runtime.getRuntime().availableProcessors());
            int missed = new Main(options, servers).run();
            System.exit(options.check() && missed > 0 ? 1 : 0);
        } finally {
            delete(directory);
        }
    }

    /// Returns how many bars were missed.
    private int run() throws IOException, InterruptedException {
        for (int round = 1; round <= options.rounds(); round++) {
            System.err.println("round " + round + " of " + options.rounds());
            round();
        }
        report.print(
                "%d rounds of %s s for each load, on %d processors that the load generator shares.%n",
                options.rounds(), options.seconds(), servers.ioThreads());
        report.print(
                "Both sides: Java %s, %d io threads, `%s`.%n",
                System.getProperty("java.version"), servers.ioThreads(), String.join(" ", Servers.FLAGS));
        speeds(Part.LOOP, "Non-blocking verb, against a bare server that answers on the loop", loop, true);
        speeds(Part.VIRTUAL, "Blocking verb, against a bare server with a virtual thread per call", virtual, true);
        speeds(
                Part.RELAY,
                "Relayed to the non-blocking verb of another process, against the bare server alone",
                relay,
                false);
        if (options.parts().contains(Part.IDLE)) {
            idle();
        }
        return report.missed();
    }

    private void speeds(Part part, String title, Comparison comparison, boolean barred) {
        if (options.parts().contains(part)) {
            report.speeds(title, comparison.rows(), load -> barred ? bar(part, load) : 0);
        }
    }

    private static double bar(Part part, Load load) {
        boolean isOneInFlight = load.connections() == 1 && load.inFlight() == 1;
        return part == Part.LOOP && isOneInFlight ? 0.9 : 0.5;
    }

    private void round() throws IOException, InterruptedException {
        if (options.parts().contains(Part.LOOP)) {
            try (Server bare = servers.bare(false);
                    Server ours = servers.binder()) {
                loop.round(bare, ours, LOADS);
            }
        }
        if (options.parts().contains(Part.VIRTUAL)) {
            try (Server bare = servers.bare(true);
                    Server ours = servers.binder()) {
                virtual.round(bare, ours, LOADS);
            }
        }
        if (options.parts().contains(Part.RELAY)) {
            try (Server bare = servers.bare(false);
                    Server origin = servers.binder();
                    Server ours = servers.relay(origin)) {
                relay.round(bare, ours, LOADS);
            }
        }
    }

    private void idle() throws IOException {
        report.idleHead(IDLE_CONNECTIONS);
        try (Server bare = servers.bare(false)) {
            report.idle("bare", IDLE_CONNECTIONS, grown(bare), 0);
        }
        try (Server ours = servers.binder()) {
            report.idle("ours", IDLE_CONNECTIONS, grown(ours), IDLE_BAR_BYTES);
        }
    }

    /// What the connections take, besides what the first ones took once for all.
    private static ServerProcess.Memory grown(Server server) throws IOException {
        try (IdleConnections connections = new IdleConnections()) {
            connections.open(FIRST_CONNECTIONS, server.socket());
            ServerProcess.Memory before = server.process().memory();
            connections.open(IDLE_CONNECTIONS, server.socket());
            return server.process().memory().since(before);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
