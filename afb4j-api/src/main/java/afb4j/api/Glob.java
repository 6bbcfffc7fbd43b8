package afb4j.api;

import java.util.regex.Pattern;

/// A pattern of verb names (http-and-wsj1.md 8.1): `*` any run without `/`, `?` one character but `/`,
/// `[abc]`, `[a-z]`, `[!abc]` one of a set. A leading `.` must be matched by a `.`; there is no escape
/// character; case matters. Immutable.
public final class Glob {

    private final String text;
    private final Pattern pattern;

    private Glob(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /// Whether a name has any of the characters that make it a pattern.
    public static boolean isPattern(String name) {
        return name.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    }

    /// The pattern written as `text`. An unclosed `[` stands for itself.
    public static Glob of(String text) {
        StringBuilder regex = new StringBuilder(text.startsWith(".") ? "" : "(?!\\.)");
        int i = 0;
        while (i < text.length()) {
            i = translate(text, i, regex);
        }
        return new Glob(text, Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    /// Appends what stands at `i` of the pattern and returns where the next item begins.
    private static int translate(String text, int i, StringBuilder regex) {
        char c = text.charAt(i);
        if (c == '*') {
            regex.append("[^/]*");
        } else if (c == '?') {
            regex.append("[^/]");
        } else if (c == '[') {
            int close = text.indexOf(']', i + 2);
            if (close > 0) {
                appendSet(text.substring(i + 1, close), regex);
                return close + 1;
            }
            regex.append("\\[");
        } else {
            regex.append(Pattern.quote(String.valueOf(c)));
        }
        return i + 1;
    }

    private static void appendSet(String set, StringBuilder regex) {
        boolean negated = set.length() > 1 && (set.charAt(0) == '!' || set.charAt(0) == '^');
        regex.append(negated ? "(?!/)[^" : "(?!/)[");
        for (int i = negated ? 1 : 0; i < set.length(); i++) {
            char c = set.charAt(i);
            boolean range = i + 2 < set.length() && set.charAt(i + 1) == '-' && set.charAt(i + 2) >= c;
            appendEscaped(c, regex);
            if (range) {
                regex.append('-');
                appendEscaped(set.charAt(i + 2), regex);
                i += 2;
            }
        }
        regex.append(']');
    }

    private static void appendEscaped(char c, StringBuilder regex) {
        if ("\\[]^-&".indexOf(c) >= 0) {
            regex.append('\\');
        }
        regex.append(c);
    }

    /// Whether `name` is one of the names this pattern stands for.
    public boolean matches(String name) {
        return pattern.matcher(name).matches();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
