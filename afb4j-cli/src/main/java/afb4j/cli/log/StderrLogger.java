package afb4j.cli.log;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// The `System.Logger` of this process: what is shown goes to [Log].
record StderrLogger(String name) implements System.Logger {

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isLoggable(Level level) {
        return level == Level.ALL || (level != Level.OFF && Log.shows(LogLevel.of(level)));
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String text, @Nullable Throwable cause) {
        Log.line(LogLevel.of(level), String.valueOf(text), cause);
    }

    @Override
    public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String format,
            @Nullable Object @Nullable ... values) {
        if (!isLoggable(level)) {
            return;
        }
        boolean isPlain = values == null || values.length == 0;
        Log.line(LogLevel.of(level), isPlain ? String.valueOf(format) : MessageFormat.format(format, values), null);
    }
}
