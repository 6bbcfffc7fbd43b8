package afb4j.server.http.json1;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/// Websocket frames as clients send them, each a byte array that may be cut and joined.
final class ClientFrames {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    static final int FIN = 0x80;

    private static final int MASK_BIT = 0x80;
    private static final byte[] MASK = {0x12, 0x34, (byte) 0xab, (byte) 0xcd};
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int MAX_LENGTH_16 = 0xffff;

    private ClientFrames() {}

    /// A whole text, masked.
    static ByteBuf text(String text) {
        return masked(FIN | TEXT, text.getBytes(UTF_8));
    }

    /// A close frame, masked.
    static ByteBuf close(int code, String reason) {
        byte[] text = reason.getBytes(UTF_8);
        ByteBuf payload = Unpooled.buffer().writeShort(code).writeBytes(text);
        byte[] bytes = new byte[payload.readableBytes()];
        payload.readBytes(bytes);
        return masked(FIN | CLOSE, bytes);
    }

    /// A frame with these first bits and a mask.
    static ByteBuf masked(int head, byte[] payload) {
        ByteBuf frame = header(head, payload.length, MASK_BIT).writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.writeByte(payload[i] ^ MASK[i % MASK.length]);
        }
        return frame;
    }

    /// A frame with these first bits, as C clients send it.
    static ByteBuf unmasked(int head, byte[] payload) {
        return header(head, payload.length, 0).writeBytes(payload);
    }

    private static ByteBuf header(int head, int length, int maskBit) {
        ByteBuf frame = Unpooled.buffer().writeByte(head);
        if (length < LENGTH_16) {
            return frame.writeByte(maskBit | length);
        }
        return length <= MAX_LENGTH_16
                ? frame.writeByte(maskBit | LENGTH_16).writeShort(length)
                : frame.writeByte(maskBit | LENGTH_64).writeLong(length);
    }
}
