package afb4j.cli.log;

import java.text.MessageFormat;
import java.util.Arrays;
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
        String text = String.valueOf(format);
        Log.line(LogLevel.of(level), values == null || values.length == 0 ? text : text(text, values), null);
    }

    /// Numbers as programs read them: 1023, not 1,023.
    private static String text(String format, @Nullable Object... values) {
        Object[] texts = Arrays.stream(values).map(String::valueOf).toArray();
        return MessageFormat.format(format, texts);
    }
}
