package afb4j.cli.log;

import afb4j.core.monitor.Verbosity;

/// The levels of [Log] as the API `monitor` sees them: of a set of levels the most verbose one. Setting a level
/// shows it and all that are more important.
public final class LogVerbosity implements Verbosity {

    /// The levels of this process.
    public LogVerbosity() {}

    @Override
    public Level level() {
        return level(Log.levels());
    }

    @Override
    public Level level(String api) {
        return level(Log.levels(api));
    }

    @Override
    public void set(Level level) {
        Log.show(shown(level));
    }

    @Override
    public void set(String api, Level level) {
        Log.show(api, shown(level));
    }

    private static Level level(LogLevels shown) {
        Level level = Level.ERROR;
        for (LogLevel known : LogLevel.values()) {
            if (shown.shows(known)) {
                level = Level.named(known.word()).orElse(level);
            }
        }
        return level;
    }

    private static LogLevels shown(Level level) {
        return LogLevels.DEFAULT.with("@" + level.word());
    }
}
