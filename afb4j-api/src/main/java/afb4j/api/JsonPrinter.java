package afb4j.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/// Lays out a clean JSON text in a [JsonStyle]. Confined to the method that makes it.
final class JsonPrinter {

    private static final byte[] NULL = "null".getBytes(US_ASCII);
    private static final byte[] INDENT = "  ".getBytes(US_ASCII);

    private final byte[] in;
    private final JsonStyle style;
    private final ByteArrayOutputStream out;
    private int at;
    private int depth;

    private JsonPrinter(byte[] clean, JsonStyle style) {
        this.in = clean;
        this.style = style;
        this.out = new ByteArrayOutputStream(clean.length + 16);
    }

    /// The clean text in that style; the same array if it is so already.
    static byte[] print(byte[] clean, JsonStyle style) {
        return style == JsonStyle.COMPACT && isCompact(clean) ? clean : new JsonPrinter(clean, style).print();
    }

    private static boolean isCompact(byte[] clean) {
        boolean inString = false;
        for (byte c : clean) {
            if (c == '\\') {
                return false;
            }
            if (c == '"') {
                inString = !inString;
            } else if (!inString && (JsonScan.isBlank(c) || c == 'N' || c == 'I')) {
                return false;
            }
        }
        return true;
    }

    private byte[] print() {
        while (at < in.length) {
            byte c = in[at];
            switch (c) {
                case ' ', '\n', '\t', '\r' -> at++;
                case '{', '[' -> open(c);
                case '}', ']' -> close(c);
                case ',' -> {
                    put(c);
                    gap();
                }
                case ':' -> {
                    put(c);
                    if (style == JsonStyle.SPACED) {
                        out.write(' ');
                    }
                }
                case '"' -> string();
                default -> scalar();
            }
        }
        return out.toByteArray();
    }

    private void open(byte bracket) {
        put(bracket);
        int next = JsonScan.skipBlanks(in, at);
        boolean isEmpty = in[next] == ']' || in[next] == '}';
        if (!isEmpty) {
            depth++;
            gap();
            return;
        }
        if (style == JsonStyle.SPACED) {
            out.write(' ');
        }
        out.write(in[next]);
        at = next + 1;
    }

    private void close(byte bracket) {
        depth--;
        gap();
        put(bracket);
    }

    private void put(byte c) {
        out.write(c);
        at++;
    }

    /// What separates values.
    private void gap() {
        switch (style) {
            case COMPACT -> {}
            case SPACED -> out.write(' ');
            case INDENTED -> {
                out.write('\n');
                for (int i = 0; i < depth; i++) {
                    out.writeBytes(INDENT);
                }
            }
        }
    }

    private void string() {
        int end = JsonScan.stringEnd(in, at);
        out.writeBytes(JsonStrings.quoted(JsonStrings.unquoted(in, at, end), style == JsonStyle.SPACED));
        at = end;
    }

    private void scalar() {
        int end = JsonScan.scalarEnd(in, at);
        boolean isFinite = JsonNumbers.isFinite(in, at);
        if (isFinite || style != JsonStyle.COMPACT) {
            out.write(in, at, end - at);
        } else {
            out.writeBytes(NULL);
        }
        at = end;
    }
}
