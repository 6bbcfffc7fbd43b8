package afb4j.api;

/// The door of the binder's own modules to the bytes of a [Json]. Not for authors of bindings: it may change at any
/// time.
public final class InternalJson {

    private InternalJson() {}

    /// The text as it came or was made, without a copy: **not to be modified**. What came from a peer stays
    /// byte-identical, also when it is
    /// not strict JSON or not UTF-8.
    public static byte[] rawUtf8(Json json) {
        return json.rawUtf8();
    }

    /// The value in [JsonStyle#COMPACT]: always strict JSON in valid UTF-8, fit to be embedded in other JSON. May be
    /// shared with the value:
    /// **not to be modified**.
    public static byte[] compactUtf8(Json json) {
        return json.utf8(JsonStyle.COMPACT);
    }
}
