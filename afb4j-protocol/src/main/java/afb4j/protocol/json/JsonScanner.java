package afb4j.protocol.json;

import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolException.Reason;
import io.netty.buffer.ByteBuf;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Passes over JSON and checks it on the way: the grammar of RFC 8259 without any leniency, and UTF-8 by RFC
/// 3629.
///
/// It looks at each byte once, does not recurse, and keeps one bit for each open array or object. The indexes
/// of the buffer do not move. Every method that finds something else than it expects throws
/// [ProtocolException], which names the place; the scanner is then anywhere. Confined to the method that
/// makes it.
final class JsonScanner {

    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = LOW_BITS << 7;
    private static final long QUOTES = LOW_BITS * '"';
    private static final long BACKSLASHES = LOW_BITS * '\\';
    private static final long SPACES = LOW_BITS * ' ';

    private static final int MIN_CONTINUATION = 0x80;
    private static final int MAX_CONTINUATION = 0xbf;

    private final ByteBuf in;
    private final int start;
    private final int end;
    private int at;

    /// How many arrays and objects are open inside of the value being passed.
    private int open;

    /// Which of the first 64 of them are objects, and which of the others, once there are any.
    private long objects;

    private @Nullable BitSet deepObjects;

    /// A scanner of the readable bytes of `in`, at the first of them.
    JsonScanner(ByteBuf in) {
        this.in = in;
        this.start = in.readerIndex();
        this.end = in.writerIndex();
        this.at = start;
    }

    /// The absolute index of the next byte.
    int position() {
        return at;
    }

    /// Passes over blanks.
    void skipBlanks() {
        while (at < end && isBlank(in.getByte(at))) {
            at++;
        }
    }

    /// Passes over the next byte.
    byte next(String expected) {
        if (at == end) {
            throw invalid("the text ends after " + (end - start) + " bytes, expected " + expected);
        }
        return in.getByte(at++);
    }

    /// Passes over the next byte if it is `wanted`.
    boolean accept(char wanted) {
        if (at == end || in.getByte(at) != wanted) {
            return false;
        }
        at++;
        return true;
    }

    /// Passes over the next byte, which must be `wanted`.
    void expect(char wanted) {
        byte found = next("'" + wanted + "'");
        if (found != wanted) {
            throw unexpected(found, "'" + wanted + "'");
        }
    }

    /// Passes over blanks to the end of the text.
    void expectEnd() {
        skipBlanks();
        if (at < end) {
            at++;
            throw unexpected(in.getByte(at - 1), "the end of the text");
        }
    }

    /// The byte just passed is not what was expected.
    ProtocolException unexpected(byte found, String expected) {
        return invalid(
                "byte " + (at - 1 - start) + " is 0x" + Integer.toHexString(found & 0xff) + ", expected " + expected);
    }

    /// The text is no message, or no JSON.
    static ProtocolException invalid(String text) {
        return new ProtocolException(Reason.INVALID_FRAME, text);
    }

    /// Passes over one value that begins at the next byte, and has `maxDepth` levels at most.
    void value(int maxDepth) {
        open = 0;
        do {
            boolean isWhole = beginValue(maxDepth);
            while (isWhole && open > 0) {
                isWhole = !nextChild();
            }
        } while (open > 0);
    }

    /// Passes over a string that begins at the next byte.
    void string() {
        expect('"');
        restOfString();
    }

    /// Passes over a scalar or an empty array or object, or over what comes before the first child of others.
    /// Tells whether the value is whole.
    private boolean beginValue(int maxDepth) {
        if (open >= maxDepth) {
            throw new ProtocolException(
                    Reason.LIMIT, "JSON at byte " + (at - start) + " is nested deeper than " + maxDepth + " levels");
        }
        byte first = next("a value");
        switch (first) {
            case '{' -> {
                return open(true);
            }
            case '[' -> {
                return open(false);
            }
            case '"' -> restOfString();
            case 't' -> rest("rue");
            case 'f' -> rest("alse");
            case 'n' -> rest("ull");
            default -> number(first);
        }
        return true;
    }

    /// Begins an array or object; tells whether it is an empty one, and so passed.
    private boolean open(boolean isObject) {
        skipBlanks();
        if (accept(isObject ? '}' : ']')) {
            return true;
        }
        setObject(open, isObject);
        open++;
        if (isObject) {
            name();
        }
        return false;
    }

    /// Passes over the separator behind a child and up to the next one, or over the end of its array or
    /// object. Tells whether there is a next child.
    private boolean nextChild() {
        boolean isInObject = isObject(open - 1);
        skipBlanks();
        if (accept(',')) {
            skipBlanks();
            if (isInObject) {
                name();
            }
            return true;
        }
        expect(isInObject ? '}' : ']');
        open--;
        return false;
    }

    private void setObject(int level, boolean isObject) {
        if (level < Long.SIZE) {
            long bit = 1L << level;
            objects = isObject ? objects | bit : objects & ~bit;
            return;
        }
        if (deepObjects == null) {
            deepObjects = new BitSet();
        }
        deepObjects.set(level, isObject);
    }

    private boolean isObject(int level) {
        return level < Long.SIZE ? (objects >> level & 1) != 0 : deepObjects != null && deepObjects.get(level);
    }

    private void name() {
        string();
        skipBlanks();
        expect(':');
        skipBlanks();
    }

    private void rest(String word) {
        for (int i = 0; i < word.length(); i++) {
            byte found = next("a literal");
            if (found != word.charAt(i)) {
                throw unexpected(found, "a literal");
            }
        }
    }

    private void number(byte first) {
        byte digit = first;
        if (first == '-') {
            digit = next("a digit");
        }
        if (!isDigit(digit)) {
            throw unexpected(digit, first == '-' ? "a digit" : "a value");
        }
        if (digit != '0') {
            skipDigits();
        }
        if (accept('.')) {
            digits();
        }
        if (accept('e') || accept('E')) {
            if (!accept('-')) {
                accept('+');
            }
            digits();
        }
    }

    private void digits() {
        byte first = next("a digit");
        if (!isDigit(first)) {
            throw unexpected(first, "a digit");
        }
        skipDigits();
    }

    private void skipDigits() {
        while (at < end && isDigit(in.getByte(at))) {
            at++;
        }
    }

    private void restOfString() {
        while (true) {
            skipPlain();
            byte found = next("the end of a string");
            if (found == '"') {
                return;
            }
            if (found == '\\') {
                escape();
            } else if (found < 0) {
                character(found & 0xff);
            } else if (found < ' ') {
                throw unexpected(found, "no control character in a string");
            }
        }
    }

    /// Passes over groups of 8 bytes that are all ASCII, and no quote, backslash or control character. A
    /// borrow can only come out of a byte that is found anyway.
    private void skipPlain() {
        while (end - at >= Long.BYTES) {
            long bytes = in.getLong(at);
            long found = bytes | (bytes - SPACES) | ((bytes ^ QUOTES) - LOW_BITS) | ((bytes ^ BACKSLASHES) - LOW_BITS);
            if ((found & HIGH_BITS) != 0) {
                return;
            }
            at += Long.BYTES;
        }
    }

    private void escape() {
        byte kind = next("an escape");
        switch (kind) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                // whole
            }
            case 'u' -> {
                for (int i = 0; i < JsonStrings.HEX_DIGITS; i++) {
                    byte digit = next("a hexadecimal digit");
                    if (Character.digit(digit, JsonStrings.HEX) < 0) {
                        throw unexpected(digit, "a hexadecimal digit");
                    }
                }
            }
            default -> throw unexpected(kind, "an escape");
        }
    }

    /// Passes over the bytes behind the first one of a character that is not ASCII: RFC 3629, 4.
    private void character(int first) {
        if (first < 0xc2 || first > 0xf4) {
            throw badUtf8();
        }
        if (first < 0xe0) {
            continuation(MIN_CONTINUATION, MAX_CONTINUATION);
        } else if (first < 0xf0) {
            continuation(first == 0xe0 ? 0xa0 : MIN_CONTINUATION, first == 0xed ? 0x9f : MAX_CONTINUATION);
            continuation(MIN_CONTINUATION, MAX_CONTINUATION);
        } else {
            continuation(first == 0xf0 ? 0x90 : MIN_CONTINUATION, first == 0xf4 ? 0x8f : MAX_CONTINUATION);
            continuation(MIN_CONTINUATION, MAX_CONTINUATION);
            continuation(MIN_CONTINUATION, MAX_CONTINUATION);
        }
    }

    private void continuation(int least, int most) {
        int found = next("more bytes of a character") & 0xff;
        if (found < least || found > most) {
            throw badUtf8();
        }
    }

    private ProtocolException badUtf8() {
        return new ProtocolException(Reason.BAD_UTF8, "byte " + (at - 1 - start) + " is not UTF-8");
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }
}
