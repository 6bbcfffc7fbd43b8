package afb4j.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Reads a JSON text once and gives the *clean* text of its value: strict JSON (RFC 8259) that may hold
/// blanks between tokens, and `NaN`, `Infinity`, `-Infinity` as numbers; no blank around it, no member name
/// twice.
///
/// What the C peers forgive (json-c 0.16, W-27) is put right on the way: each repair is an edit of the
/// text, and a text that needs no edit is given back as the same array. Recursion is bounded by
/// [#MAX_DEPTH], time is linear. A value at a depth beyond [#MAX_DEPTH] is refused; as with the peers a
/// scalar counts as one level.
///
/// Confined to the method that makes it.
final class JsonReader {

    /// How deep values may be nested; the outermost value is at depth 1.
    static final int MAX_DEPTH = 32;

    /// How much is forgiven.
    private enum Mode {
        /// What a peer sent: all that W-27 forgives.
        PEER,
        /// What was made here: strict, and numbers that are not finite.
        OURS,
        /// What a person wrote as strict JSON.
        STRICT
    }

    /// What comes after a child of an array or object.
    private enum Next {
        CHILD,
        CLOSED,
        BROKEN
    }

    private static final byte[] NOTHING = {};
    private static final byte[] QUOTE = {'"'};
    private static final byte[] ESCAPED_QUOTE = {'\\', '"'};
    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};
    private static final int UNICODE_ESCAPE = 6;
    private static final int LOWER = 0x20;

    private final byte[] in;
    private final Mode mode;
    private final JsonEdits edits;
    private final JsonNames names = new JsonNames();
    private int at;
    private boolean passedComment;

    private @Nullable String problem;
    private int problemAt;

    private JsonReader(byte[] in, Mode mode) {
        this.in = in;
        this.edits = new JsonEdits(in);
        this.mode = mode;
    }

    /// The clean text of what a peer sent, never fails: what cannot be parsed is a string with that text
    /// (W-27).
    static byte[] clean(byte[] received) {
        byte[] text = JsonStrings.repaired(received);
        JsonReader reader = new JsonReader(text, Mode.PEER);
        return reader.document() ? reader.result() : JsonStrings.quoted(new String(text, UTF_8));
    }

    /// The clean text of what was composed here.
    static byte[] composed(byte[] text) {
        return checked(new JsonReader(text, Mode.OURS));
    }

    /// The clean text of strict JSON.
    static byte[] strict(String text) {
        return checked(new JsonReader(text.getBytes(UTF_8), Mode.STRICT));
    }

    private static byte[] checked(JsonReader reader) {
        if (reader.document() && reader.problem == null) {
            return reader.result();
        }
        throw JsonException.at(reader.in, reader.problemAt, String.valueOf(reader.problem));
    }

    private boolean document() {
        if (!passBlanks()) {
            return false;
        }
        edits.startAt(at);
        if (!value(1)) {
            return false;
        }
        int end = at;
        if (!passBlanks()) {
            return false;
        }
        if (at < in.length) {
            forgive("the end of the text"); // compat: `1 2` is 1, W-27, v1-probe-json
        }
        at = end;
        return true;
    }

    private byte[] result() {
        byte[] whole = edits.result(at);
        return names.foundTwice() ? JsonNames.lastWins(whole) : whole;
    }

    private boolean value(int depth) {
        if (depth > MAX_DEPTH) {
            return fail("at most " + MAX_DEPTH + " nested levels");
        }
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"', '\'' -> string();
            case 't', 'T' -> literal("true");
            case 'f', 'F' -> literal("false");
            case 'n', 'N' -> nullOrNaN();
            case 'i', 'I' -> notFinite("Infinity");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> fail("a value");
        };
    }

    private boolean array(int depth) {
        at++;
        if (!gap()) {
            return false;
        }
        if (peek() == ']') {
            at++;
            return true;
        }
        Next next = Next.CHILD;
        while (next == Next.CHILD) {
            next = value(depth + 1) && gap() ? afterChild(']') : Next.BROKEN;
        }
        return next == Next.CLOSED;
    }

    private boolean object(int depth) {
        at++;
        if (!gap()) {
            return false;
        }
        if (peek() == '}') {
            at++;
            return true;
        }
        JsonNames.Scope scope = names.open();
        Next next = Next.CHILD;
        while (next == Next.CHILD) {
            next = member(depth, scope) && gap() ? afterChild('}') : Next.BROKEN;
        }
        scope.close();
        return next == Next.CLOSED;
    }

    private boolean member(int depth, JsonNames.Scope scope) {
        int from = at;
        if (peek() != '"' && peek() != '\'') {
            return fail("a member name in quotes");
        }
        if (!string()) {
            return false;
        }
        scope.add(in, from, at);
        if (!gap()) {
            return false;
        }
        if (peek() != ':') {
            return fail("':'");
        }
        at++;
        return gap() && value(depth + 1);
    }

    private Next afterChild(char closer) {
        int comma = at;
        if (peek() == closer) {
            at++;
            return Next.CLOSED;
        }
        if (peek() != ',') {
            fail("',' or '" + closer + "'");
            return Next.BROKEN;
        }
        at++;
        passedComment = false;
        if (!passBlanks()) {
            return Next.BROKEN;
        }
        if (peek() == closer) {
            forgive("no comma before '" + closer + "'"); // compat: `[1,2,]` is [1,2], W-27, v1-probe-json
            edits.replace(comma, at, NOTHING);
            at++;
            return Next.CLOSED;
        }
        if (passedComment) {
            edits.replace(comma + 1, at, NOTHING);
        }
        return Next.CHILD;
    }

    /// Passes what may stand between tokens, and removes it if it holds comments.
    private boolean gap() {
        int from = at;
        passedComment = false;
        if (!passBlanks()) {
            return false;
        }
        if (passedComment) {
            edits.replace(from, at, NOTHING);
        }
        return true;
    }

    /// False if there is a `/` that begins no comment. A comment without end reaches to the end of the
    /// text.
    private boolean passBlanks() {
        at = JsonScan.skipBlanks(in, at);
        while (peek() == '/') {
            forgive("a value, not a comment"); // compat: comments are accepted, W-27, v1-probe-json
            passedComment = true;
            int kind = at + 1 < in.length ? in[at + 1] : 0;
            if (kind != '*' && kind != '/') {
                return fail("'/*' or '//'");
            }
            at = kind == '*' ? JsonScan.blockCommentEnd(in, at) : JsonScan.lineCommentEnd(in, at);
            at = JsonScan.skipBlanks(in, at);
        }
        return true;
    }

    private boolean string() {
        byte quote = in[at];
        quote(quote);
        while (at < in.length) {
            byte c = in[at];
            if (c == quote) {
                quote(quote);
                return true;
            }
            if (c == '\\') {
                if (!escape()) {
                    return false;
                }
            } else if (c == '"') {
                edits.replace(at, at + 1, ESCAPED_QUOTE);
                at++;
            } else if (c >= 0 && c < ' ') {
                forgive("an escaped control character"); // compat: raw ones are accepted, W-27, v1-probe-json
                edits.replace(at, at + 1, JsonStrings.escape((char) c).getBytes(US_ASCII));
                at++;
            } else {
                at++;
            }
        }
        return fail("the end of the string");
    }

    private void quote(byte quote) {
        if (quote == '\'') {
            forgive("double quotes"); // compat: single quotes are accepted, W-27, v1-probe-json
            edits.replace(at, at + 1, QUOTE);
        }
        at++;
    }

    private boolean escape() {
        switch (at + 1 < in.length ? in[at + 1] : 0) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at += 2;
            case 'u' -> {
                return unicodeEscape();
            }
            default -> {
                return fail("an escape as \\n or \\u0041");
            }
        }
        return true;
    }

    private boolean unicodeEscape() {
        int unit = hexUnit(at);
        if (unit < 0) {
            return fail("\\u and 4 hexadecimal digits");
        }
        boolean isPair = Character.isHighSurrogate((char) unit) && isLowSurrogate(hexUnit(at + UNICODE_ESCAPE));
        if (Character.isSurrogate((char) unit) && !isPair) {
            edits.replace(at, at + UNICODE_ESCAPE, REPLACEMENT);
        }
        at += isPair ? 2 * UNICODE_ESCAPE : UNICODE_ESCAPE;
        return true;
    }

    private static boolean isLowSurrogate(int unit) {
        return unit >= 0 && Character.isLowSurrogate((char) unit);
    }

    /// The number in the `\\u` escape at that index; negative if there is none.
    private int hexUnit(int from) {
        if (from + UNICODE_ESCAPE > in.length || in[from] != '\\' || in[from + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = from + 2; i < from + UNICODE_ESCAPE; i++) {
            if (!HexFormat.isHexDigit(in[i])) {
                return -1;
            }
            unit = unit * 16 + HexFormat.fromHexDigit(in[i]);
        }
        return unit;
    }

    private boolean nullOrNaN() {
        boolean isNaN = at + 1 < in.length && (in[at + 1] == 'a' || in[at + 1] == 'A');
        return isNaN ? notFinite("NaN") : literal("null");
    }

    private boolean notFinite(String word) {
        if (mode == Mode.STRICT) {
            return fail("a value");
        }
        return literal(word);
    }

    /// Passes a word in any case.
    private boolean literal(String word) {
        boolean isExact = true;
        for (int i = 0; i < word.length(); i++, at++) {
            char c = peek();
            isExact &= c == word.charAt(i);
            if (!isExact && (mode != Mode.PEER || (c | LOWER) != (word.charAt(i) | LOWER))) {
                return fail("'" + word + "'");
            }
        }
        if (!isExact) {
            // compat: literals in any case are accepted, W-27, v1-probe-json
            edits.replace(at - word.length(), at, word.getBytes(US_ASCII));
        }
        return true;
    }

    private boolean number() {
        int from = at;
        at = JsonNumbers.runEnd(in, from, in.length);
        if (at == from + 1 && in[from] == '-' && (peek() == 'I' || peek() == 'i')) {
            return notFinite("Infinity");
        }
        boolean isStrict = JsonNumbers.isStrict(in, from, at);
        if (isStrict && (mode != Mode.PEER || !JsonNumbers.mayChange(in, from, at))) {
            return true;
        }
        String run = new String(in, from, at - from, US_ASCII);
        String normal = JsonNumbers.normal(run);
        if (normal == null || mode != Mode.PEER) {
            at = from;
            return fail("a number");
        }
        if (!normal.equals(run)) {
            edits.replace(from, at, normal.getBytes(US_ASCII)); // compat: `007` is 7, W-27, v1-probe-json
        }
        return true;
    }

    /// The byte at hand, NUL at the end of the text.
    private char peek() {
        return at < in.length ? (char) (in[at] & 0xFF) : 0;
    }

    /// Notes what a strict text would have had at hand; peers are forgiven.
    private void forgive(String expected) {
        if (mode != Mode.PEER) {
            fail(expected);
        }
    }

    private boolean fail(String expected) {
        if (problem == null) {
            problem = expected;
            problemAt = at;
        }
        return false;
    }
}
