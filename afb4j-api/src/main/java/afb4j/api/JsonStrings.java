package afb4j.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;

/// JSON strings to texts and back, and the repair of texts that are not UTF-8.
final class JsonStrings {

    /// What stands for a character that cannot be: a lone surrogate, bytes that are not UTF-8.
    static final char REPLACEMENT = '\uFFFD';

    private static final HexFormat HEX = HexFormat.of();

    private JsonStrings() {}

    /// The bytes before the first NUL (the C peers see no more), with U+FFFD for what is not UTF-8. The
    /// same array if there is nothing to change.
    static byte[] repaired(byte[] received) {
        int length = 0;
        int seen = 0;
        while (length < received.length && received[length] != 0) {
            seen |= received[length++];
        }
        byte[] cut = length == received.length ? received : Arrays.copyOf(received, length);
        if (seen >= 0) {
            return cut;
        }
        String decoded = new String(cut, UTF_8);
        return decoded.indexOf(REPLACEMENT) < 0 ? cut : decoded.getBytes(UTF_8);
    }

    /// The text of a JSON string.
    ///
    /// @param from index of the opening quote
    /// @param to index after the closing quote
    static String unquoted(byte[] in, int from, int to) {
        int backslash = from + 1;
        while (backslash < to && in[backslash] != '\\') {
            backslash++;
        }
        String raw = new String(in, from + 1, to - from - 2, UTF_8);
        return backslash == to ? raw : unescaped(raw);
    }

    /// Replaces the escapes of RFC 8259, which are known to be right.
    private static String unescaped(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        int at = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at++);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escape = raw.charAt(at++);
            if (escape == 'u') {
                text.append((char) HexFormat.fromHexDigits(raw, at, at + 4));
                at += 4;
            } else {
                text.append(meaning(escape));
            }
        }
        return text.toString();
    }

    private static char meaning(char escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }

    /// A text as JSON string in UTF-8: only what must be escaped is.
    static byte[] quoted(String text) {
        return quoted(text, false);
    }

    /// A text as JSON string in UTF-8.
    ///
    /// @param escapeSlash whether `/` becomes `\/`
    static byte[] quoted(String text, boolean escapeSlash) {
        int plain = 0;
        while (plain < text.length() && isPlain(text.charAt(plain), escapeSlash)) {
            plain++;
        }
        StringBuilder json = new StringBuilder(text.length() + 16).append('"').append(text, 0, plain);
        for (int i = plain; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c, escapeSlash)) {
                json.append(c);
            } else if (Character.isSurrogate(c)) {
                i += appendSurrogate(json, text, i);
            } else {
                json.append(escape(c));
            }
        }
        return json.append('"').toString().getBytes(UTF_8);
    }

    private static boolean isPlain(char c, boolean escapeSlash) {
        return c >= ' ' && c != '"' && c != '\\' && !(escapeSlash && c == '/') && !Character.isSurrogate(c);
    }

    /// Appends the pair at `at` or U+FFFD; gives how many more characters it used.
    private static int appendSurrogate(StringBuilder json, String text, int at) {
        int codePoint = text.codePointAt(at);
        boolean isPair = Character.isSupplementaryCodePoint(codePoint);
        json.appendCodePoint(isPair ? codePoint : REPLACEMENT);
        return isPair ? 1 : 0;
    }

    /// The escape of a character that cannot stand in a JSON string, or of `/`.
    static String escape(char c) {
        return switch (c) {
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '"', '\\', '/' -> "\\" + c;
            default -> "\\u" + HEX.toHexDigits(c);
        };
    }
}
