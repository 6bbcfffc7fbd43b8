package afb4j.cli.binder;

import afb4j.api.BinderException;
import afb4j.api.Json;
import afb4j.cli.log.Log;
import afb4j.cli.log.LogLevel;
import afb4j.cli.options.ExitCode;
import afb4j.cli.options.Options;
import afb4j.cli.options.UsageException;
import afb4j.cli.options.Version;
import afb4j.core.trace.TracePoint;
import afb4j.core.trace.TraceSubject;
import afb4j.core.trace.Tracing;
import afb4j.server.Binder;
import afb4j.server.BinderConfig;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// `afb4j binder`: runs a binder until a signal, or a verb, ends it.
public final class BinderCommand {

    private static final String USAGE = "usage: " + BinderOptions.PROGRAM + " [options]...";
    private static final String EXPORT = """

        EXPORT is public: (everybody may call), private: or - (only this binder and what it serves).
        Signals: SIGTERM and SIGINT stop the binder, running calls get 5 seconds.
        Exit code: 0 after SIGTERM, 1 if it cannot start or after SIGINT, 64 for a bad command line.
        """;

    private final PrintStream out;
    private final PrintStream err;

    /// The command, writing to these streams.
    public BinderCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /// Runs the binder, blocks until it has stopped, and returns the exit code.
    public int run(List<String> args) {
        Options options = BinderOptions.all();
        try {
            Options.Parsed parsed = options.parse(args);
            if (parsed.has("--help")) {
                out.println(USAGE);
                out.println();
                out.print(options.help() + EXPORT);
                return ExitCode.OK;
            }
            if (parsed.has("--version")) {
                out.println(BinderOptions.PROGRAM + " " + Version.text());
                return ExitCode.OK;
            }
            return run(parsed, System.getenv());
        } catch (UsageException usage) {
            err.println(BinderOptions.PROGRAM + ": " + usage.getMessage());
            err.println("Try '" + BinderOptions.PROGRAM + " --help' for more information.");
            return ExitCode.USAGE;
        }
    }

    private static int run(Options.Parsed options, Map<String, String> environment) throws UsageException {
        CompletableFuture<Integer> stop = new CompletableFuture<>();
        try {
            Log.show(BinderOptions.levels(options, environment));
            BinderConfig config = BinderOptions.config(options, environment);
            Signals.deliverTo(stop);
            return run(config, stop);
        } catch (BinderException | IllegalArgumentException failure) {
            Log.line(LogLevel.ERROR, String.valueOf(failure.getMessage()), failure);
            return ExitCode.FAILED;
        }
    }

    private static int run(BinderConfig config, CompletableFuture<Integer> stop) {
        try (Binder binder = Binder.start(config)) {
            Log.tell((level, text) -> trace(binder.core().tracing(), level, text));
            binder.exited().thenAccept(stop::complete);
            return stop.join();
        }
    }

    private static void trace(Tracing tracing, LogLevel level, String text) {
        tracing.tell(
                TracePoint.GLOBAL_VVERBOSE,
                new TraceSubject.OfProcess(),
                () -> Json.object()
                        .put("level", level.priority())
                        .put("type", level.word())
                        .put("message", text)
                        .build());
    }
}
