package afb4j.api;

import java.util.Arrays;

/// A value of raw bytes. JSON has no form for it: there it is `null` (http-and-wsj1.md 1.6); REST sends it as
/// the body.
public final class Bytes implements Data {

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /// A value with a copy of `content`.
    public static Bytes of(byte[] content) {
        return new Bytes(content.clone());
    }

    /// A copy of the bytes.
    public byte[] toArray() {
        return content.clone();
    }

    /// How many bytes.
    public int size() {
        return content.length;
    }

    @Override
    public Json toJson() {
        return Json.NULL;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
