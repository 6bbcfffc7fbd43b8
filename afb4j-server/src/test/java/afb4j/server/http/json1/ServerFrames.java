package afb4j.server.http.json1;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.util.HexFormat;

/// Shows the frames of a server one by one: texts as they are, others as `ping 00`, `pong 00`, `close` or
/// `close 1000 reason`.
final class ServerFrames {

    private ServerFrames() {}

    /// Reads the next frame of `stream`, which must be whole, final and unmasked.
    static String next(ByteBuf stream) {
        int head = stream.readUnsignedByte();
        ByteBuf payload = stream.readSlice(length(stream));
        return switch (head) {
            case 0x81 -> payload.toString(UTF_8);
            case 0x88 ->
                payload.isReadable() ? "close " + payload.readShort() + " " + payload.toString(UTF_8) : "close";
            case 0x89 -> "ping " + hex(payload);
            case 0x8a -> "pong " + hex(payload);
            default -> throw new AssertionError("a server does not send frames with " + Integer.toHexString(head));
        };
    }

    private static int length(ByteBuf stream) {
        int length = stream.readUnsignedByte();
        return switch (length) {
            case 126 -> stream.readUnsignedShort();
            case 127 -> (int) stream.readLong();
            default -> {
                if (length > 127) {
                    throw new AssertionError("a server does not mask");
                }
                yield length;
            }
        };
    }

    private static String hex(ByteBuf payload) {
        byte[] bytes = new byte[payload.readableBytes()];
        payload.readBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
