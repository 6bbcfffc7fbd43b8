package afb4j.cli.log;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where this process logs: lines `<N> LEVEL: text` on standard error, N being the priority that the journal
/// reads (http-and-wsj1.md 7.1).
///
/// The levels are state of the process, since `System.Logger` is. Set from the options, and by who watches the
/// binder. An API may have levels of its own: they count for lines about it, which begin with `API NAME:`.
@ThreadSafe
@SuppressWarnings("Immutable")
public final class Log {

    private static volatile LogLevels levels = LogLevels.DEFAULT;
    private static volatile PrintStream sink = System.err;
    private static volatile Listener listener = (_, _) -> {};

    /// By name; as many as there are APIs.
    private static final ConcurrentMap<String, LogLevels> OF_APIS = new ConcurrentHashMap<>();

    /// Whether this thread is telling the listener: what it logs meanwhile is not told.
    private static final ThreadLocal<Boolean> TELLING = ThreadLocal.withInitial(() -> false);

    private static final Pattern ABOUT_API = Pattern.compile("API ([^ :]+):.*", Pattern.DOTALL);

    /// Who hears of each line that is written.
    @FunctionalInterface
    public interface Listener {

        /// A line was written. On any thread, must not block.
        void onLine(LogLevel level, String text);
    }

    private Log() {}

    /// Sets what is shown, also of libraries that log by `java.util.logging`.
    public static void show(LogLevels shown) {
        levels = shown;
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.addHandler(new LibraryHandler());
        root.setLevel(shown.shows(LogLevel.DEBUG) ? java.util.logging.Level.ALL : java.util.logging.Level.INFO);
    }

    /// What is shown.
    public static LogLevels levels() {
        return levels;
    }

    /// What is shown about an API.
    public static LogLevels levels(String api) {
        return OF_APIS.getOrDefault(api, levels);
    }

    /// Sets what is shown about an API.
    public static void show(String api, LogLevels shown) {
        OF_APIS.put(api, shown);
    }

    /// Tells `told` of each line from now on, in place of who was told before.
    public static void tell(Listener told) {
        listener = told;
    }

    /// Logs elsewhere than on standard error.
    public static void to(PrintStream stream) {
        sink = stream;
    }

    /// Whether lines of that level are shown, be it about some API only.
    public static boolean shows(LogLevel level) {
        return levels.shows(level)
                || (!OF_APIS.isEmpty() && OF_APIS.values().stream().anyMatch(one -> one.shows(level)));
    }

    private static LogLevels levelsFor(String text) {
        if (OF_APIS.isEmpty()) {
            return levels;
        }
        Matcher about = ABOUT_API.matcher(text);
        return about.matches() ? levels(about.group(1)) : levels;
    }

    /// Logs one line, and below it the stack trace of `cause` when `info` is shown; else what the cause says,
    /// unless the line says it already.
    public static void line(LogLevel level, String text, @Nullable Throwable cause) {
        LogLevels shown = levelsFor(text);
        if (!shown.shows(level)) {
            return;
        }
        StringBuilder line = new StringBuilder("<").append(level.priority()).append("> ");
        line.append(level).append(": ").append(text.strip());
        if (cause != null && shown.shows(LogLevel.INFO)) {
            line.append(System.lineSeparator()).append(stackTrace(cause));
        } else if (cause != null && !text.contains(reason(cause))) {
            line.append(": ").append(reason(cause));
        }
        sink.println(line);
        tellOf(level, text);
    }

    private static void tellOf(LogLevel level, String text) {
        if (!TELLING.get()) {
            TELLING.set(true);
            try {
                listener.onLine(level, text);
            } finally {
                TELLING.set(false);
            }
        }
    }

    /// Logs a line that was asked for by name, whatever is shown else. It is not told of.
    static void hook(String text) {
        sink.println("<" + LogLevel.NOTICE.priority() + "> " + LogLevel.NOTICE + ": " + text);
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
