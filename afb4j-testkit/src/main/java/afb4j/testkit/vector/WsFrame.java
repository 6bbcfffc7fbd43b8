package afb4j.testkit.vector;

import com.google.errorprone.annotations.Immutable;
import java.util.HexFormat;
import java.util.OptionalInt;

/// One websocket frame, payload unmasked.
///
/// @param fin          whether this is the last fragment of its message
/// @param reservedBits the bits RSV1 to RSV3 as a number, RSV1 being 4
/// @param opcode       see [Opcode]
/// @param masked       whether it travels masked
/// @param maskKey      the four bytes of the mask as a big endian number; 0 when not masked
/// @param hex          the payload in hexadecimal
/// @param announced    the length of the payload that its header announces, in bytes. Differs from the
/// length of `hex` only for a frame above the limit of [FrameSocket], of which only the header is sent or
/// read
/// @param shortest     whether the length was written in the shortest form (W-12)
@Immutable
public record WsFrame(
        boolean fin,
        int reservedBits,
        int opcode,
        boolean masked,
        int maskKey,
        String hex,
        long announced,
        boolean shortest) {

    /// An unmasked, unfragmented frame.
    static WsFrame of(int opcode, String hex) {
        return new WsFrame(true, 0, opcode, false, 0, hex, hex.length() / 2, true);
    }

    WsFrame withHex(String other) {
        return new WsFrame(fin, reservedBits, opcode, masked, maskKey, other, other.length() / 2, true);
    }

    byte[] payload() {
        return HexFormat.of().parseHex(hex);
    }

    boolean isMessage() {
        return opcode == Opcode.BINARY && fin && reservedBits == 0 && !isCut();
    }

    /// Returns whether only the header of this frame exists, since it announces more than the limit.
    boolean isCut() {
        return announced != hex.length() / 2;
    }

    /// Returns the code of a close frame, or nothing when it has none.
    OptionalInt closeCode() {
        return hex.length() < 4 ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(hex.substring(0, 4), 16));
    }

    /// Returns a short text: what differs from a plain binary frame, then the payload, cut.
    String describe() {
        StringBuilder text = new StringBuilder("frame ").append(Opcode.name(opcode));
        if (!fin) {
            text.append(" not final");
        }
        if (reservedBits != 0) {
            text.append(" rsv=").append(reservedBits);
        }
        if (masked) {
            text.append(" masked");
        }
        if (isCut()) {
            text.append(" announcing ").append(announced).append(" bytes");
        }
        if (opcode == Opcode.CLOSE) {
            return text.append(closeCode().isPresent() ? " code " + closeCode().getAsInt() : " without code")
                    .toString();
        }
        return text.append(" [").append(Texts.cut(hex, 80)).append(']').toString();
    }
}
