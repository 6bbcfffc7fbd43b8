package afb4j.protocol.wire;

import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.TextCache;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads fields at the reader index of a message: integers little endian (W-20), strings counted and ended by
/// a NUL (W-21 .. W-24). Every length is compared with what remains and with its limit before anything is
/// allocated (R10).
///
/// Each method moves the reader index past the field it returns; after a failure the index is anywhere in the
/// message. Stateless.
public final class WireReader {

    /// A limit for texts that the message alone bounds.
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final byte NUL = 0;
    private static final int MAX_SHORT_BYTES = 64;
    private static final long LOWEST_BITS = 0x0101_0101_0101_0101L;
    private static final long TOP_BITS = 0x8080_8080_8080_8080L;
    private static final int LENGTH_BYTES = 4;
    private static final int UUID_BYTES = 16;

    private WireReader() {}

    /// Fails unless `bytes` remain for `field`.
    public static void require(ByteBuf in, int bytes, String field) {
        if (in.readableBytes() < bytes) {
            throw truncated(bytes, in.readableBytes(), field);
        }
    }

    /// The byte that tells what the message is, 0 to 255.
    public static int readCode(ByteBuf in) {
        if (!in.isReadable()) {
            throw new ProtocolException(Reason.EMPTY, "message is empty, expected a code");
        }
        return in.readUnsignedByte();
    }

    /// One byte, 0 to 255.
    public static int readU8(ByteBuf in, String field) {
        require(in, Byte.BYTES, field);
        return in.readUnsignedByte();
    }

    /// Two bytes, 0 to 65535.
    public static int readU16(ByteBuf in, String field) {
        require(in, Short.BYTES, field);
        return in.readUnsignedShortLE();
    }

    /// Four bytes that are only echoed, so the sign does not matter.
    public static int readOpaque32(ByteBuf in, String field) {
        require(in, Integer.BYTES, field);
        return in.readIntLE();
    }

    /// A uuid of 16 bytes in network order.
    public static UUID readUuid(ByteBuf in, String field) {
        require(in, UUID_BYTES, field);
        long high = in.readLong();
        return new UUID(high, in.readLong());
    }

    /// A string as text, cut at an inner NUL; invalid UTF-8 gives U+FFFD.
    public static String readText(ByteBuf in, int maxBytes, String field) {
        int bytes = readStringLength(in, field);
        return text(in, bytes, maxBytes, field);
    }

    /// As [#readText(ByteBuf, int, String)], of a text that is likely to have come before.
    public static String readText(ByteBuf in, int maxBytes, String field, TextCache cache) {
        int bytes = readStringLength(in, field);
        int start = checkedStart(in, bytes, maxBytes, field);
        String known = cache.known(in, start, bytes - 1); // what is kept has no NUL
        return known != null ? known : cache.text(in, start, textBytes(in, start, bytes));
    }

    /// A string as text, or null (W-22).
    public static @Nullable String readNullableText(ByteBuf in, int maxBytes, String field) {
        require(in, LENGTH_BYTES, field);
        if (in.getIntLE(in.readerIndex()) == 0) {
            in.skipBytes(LENGTH_BYTES);
            return null;
        }
        return readText(in, maxBytes, field);
    }

    /// The bytes of a string that holds a JSON text, without NUL, cut at an inner NUL (W-27). The slice is
    /// borrowed: it is not retained and lives as long as `in`.
    public static ByteBuf readObject(ByteBuf in, String field) {
        int bytes = readStringLength(in, field);
        int start = in.readerIndex();
        in.skipBytes(bytes);
        return in.slice(start, textBytes(in, start, bytes));
    }

    /// Passes over a string after the same checks as for reading it.
    public static void skipString(ByteBuf in, String field) {
        in.skipBytes(readStringLength(in, field));
    }

    private static String text(ByteBuf in, int bytes, int maxBytes, String field) {
        int start = checkedStart(in, bytes, maxBytes, field);
        return in.toString(start, textBytes(in, start, bytes), StandardCharsets.UTF_8);
    }

    /// Where a string of `bytes` bytes begins, which is passed over and held against the limit.
    private static int checkedStart(ByteBuf in, int bytes, int maxBytes, String field) {
        if (bytes - 1 > maxBytes) {
            throw new ProtocolException(
                    Reason.LIMIT, field + " is " + (bytes - 1) + " bytes long, limit is " + maxBytes);
        }
        int start = in.readerIndex();
        in.skipBytes(bytes);
        return start;
    }

    /// Reads the length of a string and checks the string: whole, and with its final NUL, which the result
    /// counts.
    private static int readStringLength(ByteBuf in, String field) {
        require(in, LENGTH_BYTES, field);
        long bytes = in.readUnsignedIntLE();
        int remaining = in.readableBytes();
        if (bytes > remaining) {
            throw truncated(bytes, remaining, field);
        }
        if (bytes == 0) {
            throw new ProtocolException(Reason.BAD_STRING, field + " is null, expected a string");
        }
        int last = in.getByte(in.readerIndex() + (int) bytes - 1);
        if (last != NUL) {
            throw new ProtocolException(
                    Reason.BAD_STRING, field + " of " + bytes + " bytes ends with byte " + last + ", expected a NUL");
        }
        return (int) bytes;
    }

    /// Bytes before the first NUL; the last byte is known to be one.
    private static int textBytes(ByteBuf in, int start, int bytes) {
        return bytes <= MAX_SHORT_BYTES && hasNoNul(in, start, bytes - 1)
                ? bytes - 1
                : in.indexOf(start, start + bytes, NUL) - start;
    }

    /// Whether the `bytes` bytes of a short text have no NUL, eight at a time: the last eight may overlap.
    private static boolean hasNoNul(ByteBuf in, int start, int bytes) {
        if (bytes < Long.BYTES) {
            return false; // not worth while
        }
        int last = start + bytes - Long.BYTES;
        for (int at = start; at < last; at += Long.BYTES) {
            if (hasNul(in.getLongLE(at))) {
                return false;
            }
        }
        return !hasNul(in.getLongLE(last));
    }

    /// Whether one of eight bytes is 0: only below and at such a one does the subtraction borrow, which turns
    /// a top bit on that the byte did not have.
    private static boolean hasNul(long eight) {
        return ((eight - LOWEST_BITS) & ~eight & TOP_BITS) != 0;
    }

    /// A code that only the other side sends; `sender` is who sent it.
    public static ProtocolException wrongDirection(int code, String sender) {
        return new ProtocolException(
                Reason.WRONG_DIRECTION,
                "message '" + (char) code + "' came from a " + sender + ", which never sends it");
    }

    /// A code that is in no table.
    public static ProtocolException unknownCode(int code) {
        return new ProtocolException(Reason.UNKNOWN_CODE, "message has the unknown code " + code);
    }

    private static ProtocolException truncated(long expected, int remaining, String field) {
        return new ProtocolException(
                Reason.TRUNCATED, field + " needs " + expected + " bytes, " + remaining + " remain in the message");
    }
}
