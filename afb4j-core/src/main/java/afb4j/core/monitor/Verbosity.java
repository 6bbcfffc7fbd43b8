package afb4j.core.monitor;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// How much is logged, by the process and on behalf of single APIs: what `monitor/get` and `monitor/set` read
/// and change. Implemented by whoever owns the log: the command line, or a program that embeds a binder.
/// Thread-safe; must not block.
public interface Verbosity {

    /// How much is logged: a level, and all that are more important.
    enum Level {
        ERROR,
        WARNING,
        NOTICE,
        INFO,
        DEBUG;

        /// As it is written in JSON.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The level of that word.
        public static Optional<Level> named(String word) {
            for (Level level : values()) {
                if (level.word().equals(word)) {
                    return Optional.of(level);
                }
            }
            return Optional.empty();
        }

        /// The level of a number: 0 is `error`, 4 is `debug`, beyond them counts as the nearest.
        public static Level of(long number) {
            return values()[(int) Math.clamp(number, 0L, values().length - 1L)];
        }
    }

    /// The level of the process, which counts for all APIs that have none of their own.
    Level level();

    /// The level that counts for an API.
    Level level(String api);

    /// Sets the level of the process.
    void set(Level level);

    /// Gives an API a level of its own. Called for APIs of the binder only, so there is a bound to them.
    void set(String api, Level level);

    /// For a program that does not say how its log is set: keeps what is set, starting at `level`, and changes
    /// nothing.
    static Verbosity remembered(Level level) {
        return new Verbosity() {
            private final ConcurrentMap<String, Level> ofApis = new ConcurrentHashMap<>();
            private volatile Level ofProcess = level;

            @Override
            public Level level() {
                return ofProcess;
            }

            @Override
            public Level level(String api) {
                return ofApis.getOrDefault(api, ofProcess);
            }

            @Override
            public void set(Level next) {
                ofProcess = next;
            }

            @Override
            public void set(String api, Level next) {
                ofApis.put(api, next);
            }
        };
    }
}
