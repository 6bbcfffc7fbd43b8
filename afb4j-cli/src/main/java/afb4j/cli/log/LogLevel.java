package afb4j.cli.log;

import java.util.Locale;
import java.util.Optional;

/// The levels of `--log`, most important first (http-and-wsj1.md 7.1), and what they stand for in Java.
///
/// The life cycle of a binder is logged at the Java level INFO, which is the `notice` of binders; DEBUG and
/// TRACE follow one step below their names in the same way, so that each `-v` shows one level more.
public enum LogLevel {
    /// An operator must act. Always on.
    ERROR(3, System.Logger.Level.ERROR),
    /// A peer misbehaves, or a limit was hit.
    WARNING(4, System.Logger.Level.WARNING),
    /// Life cycle: what was loaded, what is served, start and stop.
    NOTICE(5, System.Logger.Level.INFO),
    /// Changes of state of connections and calls, and the stack traces of failures.
    INFO(6, System.Logger.Level.DEBUG),
    /// Everything.
    DEBUG(7, System.Logger.Level.TRACE);

    private final int priority;
    private final System.Logger.Level java;

    LogLevel(int priority, System.Logger.Level java) {
        this.priority = priority;
        this.java = java;
    }

    /// The priority of syslog and of the journal, which reads it from the start of a line.
    public int priority() {
        return priority;
    }

    /// The level that shows what Java calls `level`.
    static LogLevel of(System.Logger.Level level) {
        for (LogLevel known : values()) {
            if (level.getSeverity() >= known.java.getSeverity()) {
                return known;
            }
        }
        return DEBUG;
    }

    /// The level called `name` on the command line.
    static Optional<LogLevel> named(String name) {
        for (LogLevel known : values()) {
            if (known.word().equals(name)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /// As it is written on the command line.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
