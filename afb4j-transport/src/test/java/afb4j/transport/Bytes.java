package afb4j.transport;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Composes messages and frames byte by byte, without the codecs under test.
final class Bytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// Begins a message with its code.
    static Bytes of(char code) {
        return new Bytes().u8(code);
    }

    static byte[] hex(String text) {
        return HexFormat.ofDelimiter(" ").parseHex(text);
    }

    Bytes u8(int value) {
        out.write(value);
        return this;
    }

    Bytes u16(int value) {
        out.write(value);
        out.write(value >> 8);
        return this;
    }

    Bytes u32(int value) {
        return u16(value).u16(value >>> 16);
    }

    /// A counted string with its NUL (W-21), or an object.
    Bytes str(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        u32(bytes.length + 1);
        out.writeBytes(bytes);
        return u8(0);
    }

    /// No string (W-22).
    Bytes none() {
        return u32(0);
    }

    Bytes raw(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /// The message without a frame.
    byte[] payload() {
        return out.toByteArray();
    }

    /// The message without a frame, to compare and to show.
    String text() {
        return HexFormat.ofDelimiter(" ").formatHex(payload());
    }

    /// The message in one binary frame.
    byte[] frame() {
        return frame(0x82, payload());
    }

    /// The version offer of every v1 client.
    static byte[] offer() {
        return hex("82 07 56 09 14 4c 17 01 01");
    }

    /// A v1 call without session, token and credentials.
    static byte[] call(int callId, String verb, String argument) {
        return of('K').u16(callId).str(verb).u16(0).u16(0).str(argument).none().frame();
    }

    /// A v1 reply that is a success.
    static byte[] success(int callId, String object) {
        return of('k').u16(callId).none().none().str(object).frame();
    }

    /// An unmasked frame with the shortest form of its length.
    static byte[] frame(int head, byte... payload) {
        int form = payload.length <= 125 ? 0 : payload.length <= 0xffff ? 2 : 8;
        return frame(head, form, 0, payload);
    }

    /// A frame whose length takes `form` bytes more, 0, 2 or 8, masked unless `mask` is 0.
    static byte[] frame(int head, int form, int mask, byte... payload) {
        ByteBuffer frame = ByteBuffer.allocate(2 + form + (mask == 0 ? 0 : 4) + payload.length);
        frame.put((byte) head).order(ByteOrder.BIG_ENDIAN);
        int maskBit = mask == 0 ? 0 : 0x80;
        switch (form) {
            case 0 -> frame.put((byte) (maskBit | payload.length));
            case 2 -> frame.put((byte) (maskBit | 126)).putShort((short) payload.length);
            default -> frame.put((byte) (maskBit | 127)).putLong(payload.length);
        }
        if (mask != 0) {
            frame.putInt(mask);
        }
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ (mask >>> (24 - 8 * (i % 4)))));
        }
        return frame.array();
    }
}
