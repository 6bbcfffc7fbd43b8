package afb4j.cli.log;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Where this process logs: lines `<N> LEVEL: text` on standard error, N being the priority that the journal
/// reads (http-and-wsj1.md 7.1).
///
/// The levels are state of the process, since `System.Logger` is. Set once, from the options.
@ThreadSafe
@SuppressWarnings("Immutable")
public final class Log {

    private static volatile LogLevels levels = LogLevels.DEFAULT;
    private static volatile PrintStream sink = System.err;

    private Log() {}

    /// Sets what is shown, also of libraries that log by `java.util.logging`.
    public static void show(LogLevels shown) {
        levels = shown;
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.addHandler(new LibraryHandler());
        root.setLevel(shown.shows(LogLevel.DEBUG) ? java.util.logging.Level.ALL : java.util.logging.Level.INFO);
    }

    /// Logs elsewhere than on standard error.
    public static void to(PrintStream stream) {
        sink = stream;
    }

    /// Whether that level is shown.
    public static boolean shows(LogLevel level) {
        return levels.shows(level);
    }

    /// Logs one line, and below it the stack trace of `cause` when `info` is shown; else what the cause says,
    /// unless the line says it already.
    public static void line(LogLevel level, String text, @Nullable Throwable cause) {
        if (!shows(level)) {
            return;
        }
        StringBuilder line = new StringBuilder("<").append(level.priority()).append("> ");
        line.append(level).append(": ").append(text.strip());
        if (cause != null && shows(LogLevel.INFO)) {
            line.append(System.lineSeparator()).append(stackTrace(cause));
        } else if (cause != null && !text.contains(reason(cause))) {
            line.append(": ").append(reason(cause));
        }
        sink.println(line);
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private static String stackTrace(Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        return text.toString().stripTrailing();
    }
}
