package afb4j.server.http.tls;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// As much of the encoding DER (X.690) as it takes to put a key into an envelope.
final class Der {

    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    static final int SEQUENCE = 0x30;

    private static final int SHORT_LENGTH = 0x80;
    private static final int MAX_LENGTH_BYTES = 3;

    private Der() {}

    /// A value with its tag and length.
    static byte[] value(int tag, byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        all.write(tag);
        writeLength(all, length);
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length < SHORT_LENGTH) {
            out.write(length);
            return;
        }
        int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
        out.write(SHORT_LENGTH | bytes);
        for (int i = bytes - 1; i >= 0; i--) {
            out.write(length >> (8 * i));
        }
    }

    /// The first value within a sequence, with its tag and length; null when there is none.
    static byte @Nullable [] firstOfSequence(byte[] sequence) {
        int outer = head(sequence, 0);
        if (outer < 0 || (sequence[0] & 0xFF) != SEQUENCE) {
            return null;
        }
        int inner = head(sequence, outer);
        int end = inner < 0 ? -1 : inner + length(sequence, outer);
        return end < 0 || end > sequence.length ? null : Arrays.copyOfRange(sequence, outer, end);
    }

    /// Where the content of the value at an index begins; -1 when it does not.
    private static int head(byte[] bytes, int at) {
        if (at + 1 >= bytes.length) {
            return -1;
        }
        int first = bytes[at + 1] & 0xFF;
        int more = first < SHORT_LENGTH ? 0 : first - SHORT_LENGTH;
        boolean isBad = first == SHORT_LENGTH || more > MAX_LENGTH_BYTES || at + 2 + more > bytes.length;
        return isBad ? -1 : at + 2 + more;
    }

    private static int length(byte[] bytes, int at) {
        int first = bytes[at + 1] & 0xFF;
        if (first < SHORT_LENGTH) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < first - SHORT_LENGTH; i++) {
            length = (length << 8) | (bytes[at + 2 + i] & 0xFF);
        }
        return length;
    }
}
