package afb4j.api;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A text with parts replaced. A text without replacement costs no copy. Confined to the method that makes
/// it.
final class JsonEdits {

    private final byte[] in;

    /// The edited text up to `copied`; null while there is no replacement.
    private @Nullable ByteArrayOutputStream out;

    private int copied;

    JsonEdits(byte[] in) {
        this.in = in;
    }

    /// Leaves out what is before that index.
    void startAt(int from) {
        copied = from;
    }

    /// Replaces a part that lies after all replacements so far.
    void replace(int from, int to, byte[] replacement) {
        if (out == null) {
            out = new ByteArrayOutputStream(in.length + 16);
        }
        out.write(in, copied, from - copied);
        out.writeBytes(replacement);
        copied = to;
    }

    /// The edited text that ends before the index `end`; the original array if nothing changed.
    byte[] result(int end) {
        if (out == null) {
            return copied == 0 && end == in.length ? in : Arrays.copyOfRange(in, copied, end);
        }
        out.write(in, copied, end - copied);
        return out.toByteArray();
    }
}
