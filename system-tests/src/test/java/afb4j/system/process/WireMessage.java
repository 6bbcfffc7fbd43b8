package afb4j.system.process;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes a protocol message byte by byte (wsapi.md part 2): little endian, texts with their length and a
/// final NUL.
final class WireMessage {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private WireMessage(char code) {
        bytes.write(code);
    }

    static WireMessage of(char code) {
        return new WireMessage(code);
    }

    /// The offer of version 1 (W-31).
    static byte[] offer() {
        return of('V').u32(0x174C1409).u8(1).u8(1).bytes();
    }

    /// A call of v1 without session, token and credentials.
    static byte[] call(int id, String verb, String argument) {
        return of('K').u16(id).text(verb).u16(0).u16(0).text(argument).absent().bytes();
    }

    WireMessage u8(int value) {
        bytes.write(value);
        return this;
    }

    WireMessage u16(int value) {
        return u8(value & 0xff).u8(value >> 8 & 0xff);
    }

    WireMessage u32(int value) {
        return u16(value).u16(value >>> 16);
    }

    WireMessage text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        u32(utf8.length + 1);
        bytes.writeBytes(utf8);
        return u8(0);
    }

    /// A text that is not there (W-22).
    WireMessage absent() {
        return u32(0);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /// The number of 16 bits after the code.
    static int idOf(byte[] message) {
        return Short.toUnsignedInt(
                ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).getShort(1));
    }

    /// Reads a nullable text at `offset`, as "" when it is null.
    static String textAt(byte[] message, int offset) {
        int length = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).getInt(offset);
        return length == 0 ? "" : new String(message, offset + Integer.BYTES, length - 1, StandardCharsets.UTF_8);
    }
}
