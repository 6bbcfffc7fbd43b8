package afb4j.cli.client;

import com.google.errorprone.annotations.Immutable;
import java.util.List;

/// One line of standard input, or the request of the command line (http-and-wsj1.md 9).
sealed interface InputLine {

    /// A call, the data being the rest of the line, `null` if empty.
    ///
    /// @param verb in the form of a [Remote], `verb` or `api/verb`
    @Immutable
    record Call(String verb, String data) implements InputLine {}

    /// `! name data...`: an event.
    @Immutable
    record Event(String name, String data) implements InputLine {}

    /// `!command`: for the shell.
    @Immutable
    record Shell(String command) implements InputLine {}

    /// A blank line or a comment.
    @Immutable
    record Nothing() implements InputLine {}

    /// A line without meaning.
    ///
    /// @param complaint why, and which line
    @Immutable
    record Bad(String complaint) implements InputLine {}

    /// The meaning of a line.
    static InputLine of(String line, InputForm form) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return new Nothing();
        }
        if (text.startsWith("!") && text.length() > 1 && !Character.isWhitespace(text.charAt(1))) {
            return new Shell(text.substring(1));
        }
        String first = firstWord(text);
        String rest = text.substring(first.length()).strip();
        if (form == InputForm.DIRECT) {
            return ofWords(form, first, rest);
        }
        String second = firstWord(rest);
        return ofWords(form, first, second, rest.substring(second.length()).strip());
    }

    private static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    /// The meaning of words, the last of which is the data.
    ///
    /// @param words as many as the form has
    static InputLine ofWords(InputForm form, String... words) {
        String data = words[words.length - 1].isEmpty() ? "null" : words[words.length - 1];
        String shown = String.join(" ", List.of(words)).strip();
        if (form == InputForm.DIRECT) {
            return words[0].equals("!")
                    ? new Bad("events cannot be sent in direct mode, bad line: " + shown)
                    : new Call(words[0], data);
        }
        boolean isEvent = words[0].equals("!");
        if (words[1].isEmpty()) {
            return new Bad((isEvent ? "event" : "verb") + " missing, bad line: " + shown);
        }
        if (isEvent) {
            return new Event(words[1], data);
        }
        if (words[1].startsWith("/")) {
            return new Bad("the verb begins with a slash, bad line: " + shown);
        }
        return new Call(words[0] + "/" + words[1], data);
    }
}
