package afb4j.protocol.websocket;

/// Bits and opcodes of the first two bytes of a frame (RFC 6455, 5.2).
final class Opcode {

    static final int FIN = 0x80;
    static final int RESERVED = 0x70;
    static final int OPCODE = 0x0f;
    /// Set in the opcodes of all control frames.
    static final int CONTROL = 0x08;

    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xa;

    static final int MASK = 0x80;
    static final int LENGTH = 0x7f;

    private Opcode() {}
}
