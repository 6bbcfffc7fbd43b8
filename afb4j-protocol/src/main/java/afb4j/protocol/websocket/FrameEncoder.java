package afb4j.protocol.websocket;

import afb4j.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/// Writes frames: whole, and with the length in its shortest form (W-11, W-12). Output is not masked, except by
/// [#writeMaskedBinary(ByteBuf, ByteBuf, int)]. Every method makes room in `out` first. Stateless.
public final class FrameEncoder {

    private static final int MAX_LENGTH_7 = 125;
    private static final int MAX_LENGTH_16 = 0xffff;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private FrameEncoder() {}

    /// Bytes that the header of an unmasked frame takes.
    public static int headerBytes(int payloadBytes) {
        if (payloadBytes <= MAX_LENGTH_7) {
            return 2;
        }
        return payloadBytes <= MAX_LENGTH_16 ? 2 + Short.BYTES : 2 + Long.BYTES;
    }

    /// Writes the header of a binary message and makes room for its payload, which the caller writes next.
    public static void writeBinaryHeader(ByteBuf out, int payloadBytes) {
        out.ensureWritable(headerBytes(payloadBytes) + payloadBytes);
        writeHeader(out, Opcode.BINARY, payloadBytes, 0);
    }

    /// Writes the header of a text message and makes room for its payload, which the caller writes next.
    public static void writeTextHeader(ByteBuf out, int payloadBytes) {
        out.ensureWritable(headerBytes(payloadBytes) + payloadBytes);
        writeHeader(out, Opcode.TEXT, payloadBytes, 0);
    }

    /// Writes a ping. Borrows `payload` and does not move its indexes.
    ///
    /// @throws IllegalArgumentException when `payload` has more than 125 bytes
    public static void writePing(ByteBuf out, ByteBuf payload) {
        writeControl(out, Opcode.PING, payload);
    }

    /// Writes a pong. Borrows `payload` and does not move its indexes.
    ///
    /// @throws IllegalArgumentException when `payload` has more than 125 bytes
    public static void writePong(ByteBuf out, ByteBuf payload) {
        writeControl(out, Opcode.PONG, payload);
    }

    /// Writes a close frame without a code.
    public static void writeClose(ByteBuf out) {
        writeHeader(out, Opcode.CLOSE, 0, 0);
    }

    /// Writes a close frame with a code and no text.
    public static void writeClose(ByteBuf out, CloseCode code) {
        writeHeader(out, Opcode.CLOSE, Short.BYTES, 0);
        out.writeShort(code.code());
    }

    /// Writes a close frame with a code and a text, which may be empty.
    ///
    /// @param code 16 bits, as one that is echoed
    /// @throws IllegalArgumentException when `reason` has more than 123 bytes
    public static void writeClose(ByteBuf out, int code, String reason) {
        int bytes = Short.BYTES + ByteBufUtil.utf8Bytes(reason);
        requireControl(bytes);
        writeHeader(out, Opcode.CLOSE, bytes, 0);
        out.writeShort(code);
        ByteBufUtil.writeUtf8(out, reason);
    }

    /// Writes a whole binary message masked with `key`, as clients of RFC 6455 do. Borrows `payload` and does not
    /// move its indexes.
    public static void writeMaskedBinary(ByteBuf out, ByteBuf payload, int key) {
        int bytes = payload.readableBytes();
        out.ensureWritable(headerBytes(bytes) + Integer.BYTES + bytes);
        writeHeader(out, Opcode.BINARY, bytes, Opcode.MASK);
        out.writeInt(key);
        int start = out.writerIndex();
        out.writeBytes(payload, payload.readerIndex(), bytes);
        Masking.apply(out, start, bytes, key);
    }

    private static void writeControl(ByteBuf out, int opcode, ByteBuf payload) {
        int bytes = payload.readableBytes();
        requireControl(bytes);
        writeHeader(out, opcode, bytes, 0);
        out.writeBytes(payload, payload.readerIndex(), bytes);
    }

    private static void requireControl(int bytes) {
        if (bytes > MAX_LENGTH_7) {
            throw new IllegalArgumentException("control frame gets " + bytes + " bytes, limit is " + MAX_LENGTH_7);
        }
    }

    private static void writeHeader(ByteBuf out, int opcode, int payloadBytes, int maskBit) {
        int head = (Opcode.FIN | opcode) << Byte.SIZE | maskBit;
        if (payloadBytes <= MAX_LENGTH_7) {
            out.writeShort(head | payloadBytes);
        } else if (payloadBytes <= MAX_LENGTH_16) {
            out.writeInt((head | LENGTH_16) << Short.SIZE | payloadBytes);
        } else {
            out.writeShort(head | LENGTH_64);
            out.writeLong(payloadBytes);
        }
    }
}
