package afb4j.testkit.vector;

/// Opcodes of websocket frames (RFC 6455 section 5.2).
final class Opcode {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private Opcode() {}

    /// Returns the opcode that a recording names `op`.
    static int parse(String op) {
        return switch (op) {
            case "continuation" -> CONTINUATION;
            case "text" -> TEXT;
            case "binary" -> BINARY;
            case "close" -> CLOSE;
            case "ping" -> PING;
            case "pong" -> PONG;
            default -> {
                if (!op.startsWith("op")) {
                    throw new IllegalArgumentException("op is '" + op + "', expected a websocket opcode");
                }
                yield Integer.parseInt(op.substring(2));
            }
        };
    }

    static String name(int opcode) {
        return switch (opcode) {
            case CONTINUATION -> "continuation";
            case TEXT -> "text";
            case BINARY -> "binary";
            case CLOSE -> "close";
            case PING -> "ping";
            case PONG -> "pong";
            default -> "op" + opcode;
        };
    }
}
