package afb4j.benchmarks.run;

import afb4j.benchmarks.abuse.AbuseRun;
import afb4j.benchmarks.run.Options.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Compares the binder with bare servers and prints tables. Started by the script `benchmarks/run`.
public final class Main {

    private static final int IDLE_CONNECTIONS = 1000;
    private static final int FIRST_CONNECTIONS = 100;
    private static final double IDLE_BAR_BYTES = 20_000;
    private static final int SESSIONS = 100_000;
    private static final int GETS = 2_000_000;
    private static final double ABUSE_BAR = 3;

    private final Options options;
    private final Servers servers;
    private final boolean hasWrk;
    private final List<Speeds> speeds;
    private final Report report = new Report();

    private Main(Options options, Servers servers, boolean hasWrk) {
        this.options = options;
        this.servers = servers;
        this.hasWrk = hasWrk;
        this.speeds = Stream.of(Speeds.Kind.values())
                .filter(kind -> options.parts().contains(kind.part()) && (hasWrk || !kind.needsWrk()))
                .map(kind -> new Speeds(kind, options.generator(), options.seconds()))
                .toList();
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
            int missed = new Main(options, servers, Wrk.isThere()).run();
            System.exit(options.check() && missed > 0 ? 1 : 0);
        } finally {
            delete(directory);
        }
    }

    /// Returns how many bars were missed.
    private int run() throws IOException, InterruptedException {
        for (int round = 1; round <= options.rounds() && !speeds.isEmpty(); round++) {
            System.err.println("round " + round + " of " + options.rounds());
            for (Speeds one : speeds) {
                one.round(servers);
            }
        }
        report.print(
                "%d rounds of %s s for each load, on %d processors that the load generator shares.%n",
                options.rounds(), options.seconds(), servers.ioThreads());
        report.print(
                "Both sides: Java %s, %d io threads, `%s`.%n",
                System.getProperty("java.version"), servers.ioThreads(), String.join(" ", Servers.FLAGS));
        speeds.forEach(one -> one.report(report));
        if (!hasWrk) {
            report.print("%n%s%n", Wrk.MISSING);
        }
        if (options.parts().contains(Part.IDLE)) {
            idle();
        }
        if (options.parts().contains(Part.SESSIONS)) {
            sessions();
        }
        if (options.parts().contains(Part.ABUSE)) {
            abuse();
        }
        return report.missed();
    }

    private void abuse() throws IOException, InterruptedException {
        report.abuseHead(options.rounds(), options.seconds(), ABUSE_BAR);
        try (ServerProcess binder = servers.binderWithHttp()) {
            int port =
                    Integer.parseInt(binder.address().substring(binder.address().lastIndexOf(':') + 1));
            AbuseRun.run(port, options.rounds(), options.seconds()).forEach(row -> report.abuse(row, ABUSE_BAR));
        }
    }

    private void idle() throws IOException {
        report.idleHead(IDLE_CONNECTIONS);
        try (ServerProcess bare = servers.bare("loop")) {
            report.idle("bare", IDLE_CONNECTIONS, grown(bare, false), 0);
        }
        try (ServerProcess ours = servers.binder()) {
            report.idle("ours", IDLE_CONNECTIONS, grown(ours, false), IDLE_BAR_BYTES);
        }
    }

    private void sessions() throws IOException {
        report.sessionsHead(SESSIONS, IDLE_CONNECTIONS);
        try (ServerProcess memory = servers.binder()) {
            report.sessions("in memory", sessions(memory), SESSIONS, IDLE_CONNECTIONS);
        }
        try (ServerProcess file = servers.binderWithSessionFile()) {
            report.sessions("in a file", sessions(file), SESSIONS, IDLE_CONNECTIONS);
        }
    }

    private static Report.SessionRow sessions(ServerProcess binder) throws IOException {
        ServerProcess.Memory before = binder.memory();
        double makeNanos = binder.number("fill " + SESSIONS);
        ServerProcess.Memory filled = binder.memory().since(before);
        double findNanos = binder.number("find " + GETS + " 1");
        double acquireNanos = binder.number("acquire " + GETS + " 1");
        double acquireNanosOfTwo = binder.number("acquire " + GETS + " 2");
        return new Report.SessionRow(
                filled, makeNanos, findNanos, acquireNanos, acquireNanosOfTwo, grown(binder, true));
    }

    /// What the connections take, besides what the first ones took once for all.
    private static ServerProcess.Memory grown(ServerProcess server, boolean inSession) throws IOException {
        try (IdleConnections connections = new IdleConnections(inSession)) {
            connections.open(FIRST_CONNECTIONS, server.address());
            ServerProcess.Memory before = server.memory();
            connections.open(IDLE_CONNECTIONS, server.address());
            return server.memory().since(before);
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
