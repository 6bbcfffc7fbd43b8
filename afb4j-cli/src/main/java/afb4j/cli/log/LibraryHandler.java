package afb4j.cli.log;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/// Brings what libraries log by `java.util.logging`, such as Netty, to [Log].
final class LibraryHandler extends Handler {

    private static final SimpleFormatter FORMATTER = new SimpleFormatter();

    @Override
    public void publish(LogRecord record) {
        Log.line(level(record.getLevel()), FORMATTER.formatMessage(record), record.getThrown());
    }

    private static LogLevel level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return LogLevel.ERROR;
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return LogLevel.WARNING;
        }
        return level.intValue() >= Level.INFO.intValue() ? LogLevel.NOTICE : LogLevel.DEBUG;
    }

    @Override
    public void flush() {
        // lines are written at once
    }

    @Override
    public void close() {
        // standard error stays open
    }
}
