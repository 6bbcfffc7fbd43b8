package afb4j.cli.demo;

import afb4j.api.BinderException;
import afb4j.cli.binder.Signals;
import afb4j.cli.log.Log;
import afb4j.cli.log.LogLevel;
import afb4j.cli.log.LogLevels;
import afb4j.cli.options.ExitCode;
import afb4j.cli.options.Options;
import afb4j.cli.options.UsageException;
import afb4j.cli.options.Version;
import afb4j.core.BindingSpec;
import afb4j.core.security.PermissionPolicy;
import afb4j.server.Binder;
import afb4j.server.BinderConfig;
import afb4j.server.http.config.HttpConfig;
import afb4j.transport.Address;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// `afb4j demo`: a binder with the API `vehicle`, its dashboard and the console, until Ctrl-C.
public final class DemoCommand {

    /// The system property that says where the distribution is; `bin/afb4j` sets it.
    private static final String HOME = "afb4j.home";

    private static final String PROGRAM = "afb4j demo";
    private static final String USAGE = "usage: " + PROGRAM + " [options]...";
    private static final int LAST_PORT = 65_535;

    /// The session of the driver has the key to the doors, others have not.
    private static final List<String> POLICY = List.of(
            "* demo-key urn:afb4j:permission:vehicle:public:key yes",
            "* *        urn:afb4j:permission:vehicle:public:key no",
            "* *        *                                       yes");

    private final PrintStream out;
    private final PrintStream err;

    /// The command, writing to these streams.
    public DemoCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    private static Options options() {
        return new Options(PROGRAM)
                .value("-p, --port", "PORT", "where to serve, 1234 by default, 0 for any free port")
                .flag("-v, --verbose", "log one level more")
                .flag("-V, --version", "print the version")
                .flag("-?, --help, --usage", "print this");
    }

    /// Runs the demo, blocks until it is ended, and returns the exit code.
    public int run(List<String> args) {
        Options options = options();
        try {
            Options.Parsed parsed = options.parse(args);
            if (parsed.has("--help")) {
                out.println(USAGE);
                out.println();
                out.print(options.help());
                return ExitCode.OK;
            }
            if (parsed.has("--version")) {
                out.println(PROGRAM + " " + Version.text());
                return ExitCode.OK;
            }
            if (!parsed.operands().isEmpty()) {
                throw new UsageException(
                        "too many arguments: '" + parsed.operands().getFirst() + "' belongs to no option");
            }
            return run(parsed);
        } catch (UsageException usage) {
            err.println(PROGRAM + ": " + usage.getMessage());
            err.println("Try '" + PROGRAM + " --help' for more information.");
            return ExitCode.USAGE;
        }
    }

    private int run(Options.Parsed options) {
        LogLevels levels = LogLevels.DEFAULT;
        for (int i = options.count("-v"); i > 0; i--) {
            levels = levels.more();
        }
        Log.show(levels);
        CompletableFuture<Integer> stop = new CompletableFuture<>();
        try {
            BinderConfig config = config(port(options), pages());
            Signals.deliverTo(stop);
            try (Binder binder = Binder.start(config)) {
                announce(binder);
                stop.join();
            }
            return ExitCode.OK; // Ctrl-C is how it is meant to end
        } catch (BinderException | IllegalArgumentException failure) {
            Log.line(LogLevel.ERROR, String.valueOf(failure.getMessage()), failure);
            return ExitCode.FAILED;
        }
    }

    private static int port(Options.Parsed options) {
        String text = options.value("--port", Integer.toString(HttpConfig.DEFAULT_PORT));
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= LAST_PORT) {
                return port;
            }
        } catch (NumberFormatException _) {
            // said below, as a number that is out of range is
        }
        throw new IllegalArgumentException(
                "option --port requires a number from 0 to " + LAST_PORT + " (found " + text + ")");
    }

    private static Path pages() {
        Path pages = Path.of(System.getProperty(HOME, "."), "share", "vehicle");
        if (!Files.isDirectory(pages)) {
            throw new IllegalArgumentException("the pages of the demo are not at " + pages.toAbsolutePath()
                    + ": run it by bin/afb4j of a distribution, or by ./afb4j of the sources");
        }
        return pages;
    }

    private static BinderConfig config(int port, Path pages) {
        return Binder.builder()
                .name("demo")
                .binding(BindingSpec.parse("vehicle"))
                .permissions(PermissionPolicy.parse(POLICY, "the policy of the demo"))
                .http(HttpConfig.builder().port(port).rootHttp(pages).build())
                .build();
    }

    private void announce(Binder binder) {
        Address address = binder.httpAddresses().getFirst();
        int port = address instanceof Address.Tcp tcp ? tcp.port() : HttpConfig.DEFAULT_PORT;
        String base = "http://localhost:" + port;
        out.println("A vehicle drives through a town, by itself. Its dashboard is at   " + base + "/");
        out.println("The console of the binder, to look into it and call verbs, is at  " + base + "/console/");
        out.println("In another terminal:  curl " + base + "/api/vehicle/speed");
        out.println("Ctrl-C ends the demo.");
        out.flush();
    }
}
