package afb4j.api;

/// Finds its way in a clean JSON text, as [JsonReader] makes them, except for blanks and comments, which it
/// finds in any text.
final class JsonScan {

    private JsonScan() {}

    static boolean isBlank(byte c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }

    /// The index of the first byte from `at` on that is not blank.
    static int skipBlanks(byte[] in, int at) {
        int i = at;
        while (i < in.length && isBlank(in[i])) {
            i++;
        }
        return i;
    }

    /// The index of the line end that closes the `//` comment at `at`.
    static int lineCommentEnd(byte[] in, int at) {
        int i = at;
        while (i < in.length && in[i] != '\n') {
            i++;
        }
        return i;
    }

    /// The index after the `/*` comment at `at`.
    static int blockCommentEnd(byte[] in, int at) {
        int i = at + 2;
        while (i < in.length) {
            if (in[i] != '*') {
                i++;
            } else if (i + 1 < in.length && in[i + 1] == '/') {
                return i + 2;
            } else {
                i += 2; // compat: json-c does not look at the byte after a star twice, `/***/` is not closed
            }
        }
        return in.length;
    }

    /// The index after the value that begins at `at`. Brackets are counted, so this does not recurse.
    static int valueEnd(byte[] in, int at) {
        int depth = 0;
        int i = at;
        do {
            switch (in[i]) {
                case '"' -> i = stringEnd(in, i);
                case '{', '[' -> {
                    depth++;
                    i++;
                }
                case '}', ']' -> {
                    depth--;
                    i++;
                }
                case ',', ':', ' ', '\n', '\t', '\r' -> i++;
                default -> i = scalarEnd(in, i);
            }
        } while (depth > 0 && i < in.length);
        return i;
    }

    /// The index after the closing quote of the string that begins at `at`.
    static int stringEnd(byte[] in, int at) {
        int i = at + 1;
        while (i < in.length && in[i] != '"') {
            i += in[i] == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, in.length);
    }

    /// The index after the number or literal that begins at `at`.
    static int scalarEnd(byte[] in, int at) {
        int i = at + 1;
        while (i < in.length && !endsScalar(in[i])) {
            i++;
        }
        return i;
    }

    private static boolean endsScalar(byte c) {
        return c == ',' || c == ']' || c == '}' || isBlank(c);
    }
}
