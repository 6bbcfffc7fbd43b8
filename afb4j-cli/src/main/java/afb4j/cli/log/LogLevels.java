package afb4j.cli.log;

import com.google.errorprone.annotations.Immutable;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which levels are shown: a set that always holds `error`, changed by `-v`, `-q` and `-l` (http-and-wsj1.md
/// 7.2).
///
/// @param shown the levels
@Immutable
@SuppressWarnings("Immutable") // the set is copied and never changed
public record LogLevels(Set<LogLevel> shown) {

    /// Errors and warnings.
    public static final LogLevels DEFAULT = new LogLevels(EnumSet.of(LogLevel.ERROR, LogLevel.WARNING));

    /// A name with the sign before it; all else separates.
    private static final Pattern TOKEN = Pattern.compile("([-+@]?)([^-+@,\\s]+)");

    private static final String NAMES = "error, warning, notice, info, debug";

    /// Copies the set and adds `error`.
    public LogLevels {
        EnumSet<LogLevel> copy = EnumSet.of(LogLevel.ERROR);
        copy.addAll(shown);
        shown = Collections.unmodifiableSet(copy);
    }

    /// Whether that level is shown.
    public boolean shows(LogLevel level) {
        return shown.contains(level);
    }

    /// `-v`: the next level too.
    public LogLevels more() {
        LogLevel last = mostVerbose();
        return Stream.of(LogLevel.values())
                .filter(level -> level.compareTo(last) > 0)
                .findFirst()
                .map(this::with)
                .orElse(this);
    }

    /// `-q`: without the most verbose level.
    public LogLevels less() {
        return without(mostVerbose());
    }

    /// `-l SPEC`: names separated by comma, blank or `+`. A plain name, or `@x` for all up to `x`, comes in
    /// place of what was shown before if it is the first of the text and is added if not; `+x` adds, `-x`
    /// removes.
    ///
    /// @throws IllegalArgumentException for an unknown name
    public LogLevels with(String spec) {
        LogLevels levels = this;
        Matcher token = TOKEN.matcher(spec);
        for (boolean first = true; token.find(); first = false) {
            String sign = token.group(1);
            boolean replaces = first && (sign.isEmpty() || sign.equals("@"));
            levels = (replaces ? new LogLevels(Set.of()) : levels).apply(sign, level(token.group(2), spec));
        }
        return levels;
    }

    private LogLevels apply(String sign, LogLevel level) {
        return switch (sign) {
            case "-" -> without(level);
            case "@" -> upTo(level);
            default -> with(level);
        };
    }

    private static LogLevel level(String name, String spec) {
        return LogLevel.named(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "bad log name '" + name + "' in '" + spec + "', expected some of " + NAMES));
    }

    private LogLevels with(LogLevel level) {
        EnumSet<LogLevel> more = EnumSet.copyOf(shown);
        more.add(level);
        return new LogLevels(more);
    }

    private LogLevels without(LogLevel level) {
        EnumSet<LogLevel> less = EnumSet.copyOf(shown);
        less.remove(level);
        return new LogLevels(less);
    }

    private LogLevels upTo(LogLevel level) {
        EnumSet<LogLevel> more = EnumSet.copyOf(shown);
        more.addAll(EnumSet.range(LogLevel.ERROR, level));
        return new LogLevels(more);
    }

    private LogLevel mostVerbose() {
        return Collections.max(shown);
    }

    @Override
    public String toString() {
        return shown.stream().map(LogLevel::word).collect(Collectors.joining("+"));
    }
}
