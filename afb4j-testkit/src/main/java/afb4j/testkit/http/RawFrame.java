package afb4j.testkit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.Immutable;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.OptionalInt;

/// One websocket frame (RFC 6455 5.2) as it is on the wire, its payload unmasked.
///
/// @param fin          whether it ends its message
/// @param reservedBits RSV1 to RSV3 as a number, RSV1 being 4
/// @param opcode       0 continuation, 1 text, 2 binary, 8 close, 9 ping, 10 pong
/// @param masked       whether it travels masked, as frames of clients should
/// @param hex          the payload, in hexadecimal
@Immutable
public record RawFrame(boolean fin, int reservedBits, int opcode, boolean masked, String hex) {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

    /// A whole message, or a control frame, unmasked.
    public static RawFrame of(int opcode, byte[] payload) {
        return new RawFrame(true, 0, opcode, false, HexFormat.of().formatHex(payload));
    }

    /// A whole text, unmasked.
    public static RawFrame text(String text) {
        return of(TEXT, text.getBytes(UTF_8));
    }

    /// A close frame, unmasked; a negative code stands for none.
    public static RawFrame close(int code, String reason) {
        byte[] text = reason.getBytes(UTF_8);
        return of(
                CLOSE,
                code < 0
                        ? new byte[0]
                        : ByteBuffer.allocate(2 + text.length)
                                .putShort((short) code)
                                .put(text)
                                .array());
    }

    /// The same, masked.
    public RawFrame mask() {
        return new RawFrame(fin, reservedBits, opcode, true, hex);
    }

    byte[] payload() {
        return HexFormat.of().parseHex(hex);
    }

    /// Whether it is a whole text.
    public boolean isText() {
        return opcode == TEXT && fin && reservedBits == 0;
    }

    /// The payload as UTF-8.
    public String text() {
        return new String(payload(), UTF_8);
    }

    /// Whether it is a close frame.
    public boolean isClose() {
        return opcode == CLOSE;
    }

    /// The code of a close frame, unless it has none.
    public OptionalInt closeCode() {
        return hex.length() < 4 ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(hex.substring(0, 4), 16));
    }

    /// The reason of a close frame, empty if it has none.
    public String closeReason() {
        return hex.length() <= 4 ? "" : new String(HexFormat.of().parseHex(hex.substring(4)), UTF_8);
    }

    /// The bytes on the wire.
    byte[] wire() {
        byte[] payload = payload();
        ByteBuffer out = ByteBuffer.allocate(payload.length + 14);
        int maskBit = masked ? 0x80 : 0;
        out.put((byte) ((fin ? 0x80 : 0) | reservedBits << 4 | opcode));
        if (payload.length < 126) {
            out.put((byte) (maskBit | payload.length));
        } else if (payload.length < 65_536) {
            out.put((byte) (maskBit | 126)).putShort((short) payload.length);
        } else {
            out.put((byte) (maskBit | 127)).putLong(payload.length);
        }
        if (masked) {
            out.put(MASK);
            xor(payload, MASK);
        }
        out.put(payload);
        byte[] wire = new byte[out.position()];
        out.flip().get(wire);
        return wire;
    }

    static void xor(byte[] payload, byte[] mask) {
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
    }

    @Override
    public String toString() {
        String kind = switch (opcode) {
            case CONTINUATION -> "continuation";
            case TEXT -> "text";
            case BINARY -> "binary";
            case CLOSE -> "close";
            case PING -> "ping";
            case PONG -> "pong";
            default -> "opcode " + opcode;
        };
        String content = switch (opcode) {
            case TEXT, CONTINUATION -> Shown.cut(text());
            case CLOSE ->
                (closeCode().isPresent() ? closeCode().getAsInt() : "without code") + " '" + closeReason() + "'";
            default -> Shown.cut(hex);
        };
        return (fin ? "" : "unfinished ") + (reservedBits == 0 ? "" : "rsv " + reservedBits + " ") + kind + " "
                + content;
    }
}
