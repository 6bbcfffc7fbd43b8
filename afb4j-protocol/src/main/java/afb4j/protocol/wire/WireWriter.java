package afb4j.protocol.wire;

import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.websocket.FrameEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes fields in the form that [WireReader] reads. A message is begun with its exact length, so that its frame
/// header comes first and the buffer grows at most once. Allocates nothing. Stateless.
public final class WireWriter {

    /// Bytes of a uuid on the wire.
    public static final int UUID_BYTES = 16;

    /// Length before a string and NUL after it.
    private static final int STRING_EXTRA_BYTES = 5;
    private static final int NULL_BYTES = 4;

    private WireWriter() {}

    /// Writes the frame header and the code of a message with `bodyBytes` more bytes, and makes room for them.
    ///
    /// @throws ProtocolException with [Reason#LIMIT] when the message is longer than `maxMessageBytes`; then
    ///     nothing is written
    public static void begin(ByteBuf out, int maxMessageBytes, int code, long bodyBytes) {
        long messageBytes = bodyBytes + 1;
        if (messageBytes > maxMessageBytes) {
            throw new ProtocolException(
                    Reason.LIMIT,
                    "message '" + (char) code + "' would be " + messageBytes + " bytes long, limit is "
                            + maxMessageBytes);
        }
        FrameEncoder.writeBinaryHeader(out, (int) messageBytes);
        out.writeByte(code);
    }

    /// Bytes of a string on the wire.
    public static long size(String text) {
        return STRING_EXTRA_BYTES + (long) ByteBufUtil.utf8Bytes(text);
    }

    /// Bytes of a nullable string on the wire.
    public static long sizeNullable(@Nullable String text) {
        return text == null ? NULL_BYTES : size(text);
    }

    /// Bytes on the wire of an object whose text has `textBytes`.
    public static long sizeObject(int textBytes) {
        return STRING_EXTRA_BYTES + (long) textBytes;
    }

    /// One byte, of which the range was checked.
    public static void u8(ByteBuf out, int value) {
        out.writeByte(value);
    }

    /// Two bytes, of which the range was checked.
    public static void u16(ByteBuf out, int value) {
        out.writeShortLE(value);
    }

    /// Four bytes, any value.
    public static void opaque32(ByteBuf out, int value) {
        out.writeIntLE(value);
    }

    /// Sixteen bytes in network order.
    public static void uuid(ByteBuf out, UUID uuid) {
        out.writeLong(uuid.getMostSignificantBits());
        out.writeLong(uuid.getLeastSignificantBits());
    }

    /// A string. Room for it must be there already.
    public static void text(ByteBuf out, String text) {
        int lengthIndex = out.writerIndex();
        out.writeIntLE(0);
        // All room left is offered, so that Netty neither grows the buffer nor counts the bytes again.
        int bytes = ByteBufUtil.reserveAndWriteUtf8(out, text, out.writableBytes());
        out.setIntLE(lengthIndex, bytes + 1);
        out.writeByte(0);
    }

    /// A string or null. Room for it must be there already.
    public static void nullableText(ByteBuf out, @Nullable String text) {
        if (text == null) {
            out.writeIntLE(0);
        } else {
            text(out, text);
        }
    }

    /// An object, from the bytes of its text.
    public static void object(ByteBuf out, byte[] text) {
        out.writeIntLE(text.length + 1);
        out.writeBytes(text);
        out.writeByte(0);
    }

    /// An object, from the readable bytes of its text. Borrows `text` and does not move its indexes.
    public static void object(ByteBuf out, ByteBuf text) {
        int bytes = text.readableBytes();
        out.writeIntLE(bytes + 1);
        out.writeBytes(text, text.readerIndex(), bytes);
        out.writeByte(0);
    }
}
