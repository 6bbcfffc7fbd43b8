package afb4j.api;

/// Walks over the children of one array or object of a clean JSON text. Confined to the method that makes
/// it.
final class JsonCursor {

    private final byte[] in;
    private final boolean isObject;
    private int at;
    private int nameAt;
    private int from;

    /// @param open index of the opening bracket
    JsonCursor(byte[] in, int open) {
        this.in = in;
        this.isObject = in[open] == '{';
        this.at = open + 1;
    }

    /// Goes to the next child; false when there is none.
    boolean next() {
        at = JsonScan.skipBlanks(in, at);
        if (in[at] == ',') {
            at = JsonScan.skipBlanks(in, at + 1);
        }
        if (in[at] == ']' || in[at] == '}') {
            return false;
        }
        if (isObject) {
            nameAt = at;
            int colon = JsonScan.skipBlanks(in, JsonScan.stringEnd(in, at));
            at = JsonScan.skipBlanks(in, colon + 1);
        }
        from = at;
        at = JsonScan.valueEnd(in, at);
        return true;
    }

    /// The name of the current member.
    String name() {
        return JsonStrings.unquoted(in, nameAt, JsonScan.stringEnd(in, nameAt));
    }

    /// Where the value of the current child begins.
    int from() {
        return from;
    }

    /// Where the value of the current child ends.
    int to() {
        return at;
    }

    /// Where the text of the current child begins, name included.
    int childFrom() {
        return isObject ? nameAt : from;
    }
}
