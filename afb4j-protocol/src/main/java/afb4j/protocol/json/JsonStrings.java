package afb4j.protocol.json;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/// Texts in and out of JSON strings. Written are escaped only a quote, a backslash, control characters in
/// the long form with lower case digits, as the C binder does (http-and-wsj1.md 1.4), and surrogates that are not
/// paired,
/// which UTF-8 cannot hold.
final class JsonStrings {

    static final int HEX = 16;
    static final int HEX_DIGITS = 4;

    private static final int SHORT_ESCAPE_EXTRA_BYTES = 1;
    private static final int LONG_ESCAPE_EXTRA_BYTES = 5;
    private static final int QUOTE_BYTES = 2;

    private JsonStrings() {}

    /// Bytes of a string with its quotes.
    static long quotedBytes(String text) {
        return QUOTE_BYTES + escapedBytes(text);
    }

    /// Writes a string with its quotes. Room for it must be there already.
    static void writeQuoted(ByteBuf out, String text) {
        out.writeByte('"');
        writeEscaped(out, text);
        out.writeByte('"');
    }

    /// Bytes of what stands between the quotes.
    static long escapedBytes(String text) {
        long bytes = ByteBufUtil.utf8Bytes(text); // counts one byte for a surrogate that is not paired
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                bytes += SHORT_ESCAPE_EXTRA_BYTES;
            } else if (c < ' ') {
                bytes += LONG_ESCAPE_EXTRA_BYTES;
            } else if (Character.isSurrogate(c)) {
                if (isPair(text, i)) {
                    i++;
                } else {
                    bytes += LONG_ESCAPE_EXTRA_BYTES;
                }
            }
        }
        return bytes;
    }

    /// Writes what stands between the quotes. Room for it must be there already.
    static void writeEscaped(ByteBuf out, String text) {
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c) && isPair(text, i)) {
                i++;
            } else if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                ByteBufUtil.writeUtf8(out, text, plain, i);
                writeEscape(out, c);
                plain = i + 1;
            }
        }
        ByteBufUtil.writeUtf8(out, text, plain, text.length());
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }

    private static void writeEscape(ByteBuf out, char c) {
        out.writeByte('\\');
        if (c == '"' || c == '\\') {
            out.writeByte(c);
            return;
        }
        out.writeByte('u');
        for (int shift = Character.SIZE - HEX_DIGITS; shift >= 0; shift -= HEX_DIGITS) {
            out.writeByte(Character.forDigit(c >> shift & (HEX - 1), HEX));
        }
    }

    /// The text between the quotes from index `start` to `end`, which a [JsonScanner] has passed.
    static String text(ByteBuf in, int start, int end) {
        int escape = escape(in, start, end);
        if (escape < 0) {
            return utf8(in, start, end);
        }
        StringBuilder text = new StringBuilder(end - start);
        int plain = start;
        while (escape >= 0) {
            text.append(utf8(in, plain, escape));
            char kind = (char) in.getByte(escape + 1);
            plain = escape + 2;
            if (kind == 'u') {
                text.append((char) Integer.parseInt(in.toString(plain, HEX_DIGITS, StandardCharsets.US_ASCII), HEX));
                plain += HEX_DIGITS;
            } else {
                text.append(meaning(kind));
            }
            escape = escape(in, plain, end);
        }
        return text.append(utf8(in, plain, end)).toString();
    }

    /// The index of the first escape between `start` and `end`, or less than zero.
    static int escape(ByteBuf in, int start, int end) {
        return in.indexOf(start, end, (byte) '\\');
    }

    private static String utf8(ByteBuf in, int start, int end) {
        return in.toString(start, end - start, StandardCharsets.UTF_8);
    }

    private static char meaning(char kind) {
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> kind;
        };
    }
}
