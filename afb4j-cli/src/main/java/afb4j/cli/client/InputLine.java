package afb4j.cli.client;

import com.google.errorprone.annotations.Immutable;

/// One line of standard input in direct mode (http-and-wsj1.md 9).
sealed interface InputLine {

    /// `verb data...`, the data being the rest of the line, `null` if empty.
    @Immutable
    record Call(String verb, String data) implements InputLine {}

    /// `!command`: for the shell.
    @Immutable
    record Shell(String command) implements InputLine {}

    /// `! name data`: an event, which this protocol has no word for.
    @Immutable
    record Event(String text) implements InputLine {}

    /// A blank line or a comment.
    @Immutable
    record Nothing() implements InputLine {}

    /// The meaning of a line.
    static InputLine of(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return new Nothing();
        }
        if (text.startsWith("!")) {
            boolean isEvent = text.length() == 1 || Character.isWhitespace(text.charAt(1));
            return isEvent ? new Event(text) : new Shell(text.substring(1));
        }
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        String data = text.substring(end).strip();
        return new Call(text.substring(0, end), data.isEmpty() ? "null" : data);
    }
}
