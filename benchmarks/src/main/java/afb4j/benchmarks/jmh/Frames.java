package afb4j.benchmarks.jmh;

import afb4j.protocol.wsapi.CallTarget;
import afb4j.protocol.wsapi.WsapiEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/// Bytes as they come from a socket. All buffers live as long as the process.
final class Frames {

    /// Frames of one read.
    static final int BATCH = 100;

    static final int MAX_MESSAGE_BYTES = 1 << 20;
    static final WsapiEncoder ENCODER = WsapiEncoder.create(MAX_MESSAGE_BYTES);
    static final CallTarget PING = CallTarget.of("ping");

    private Frames() {}

    /// A JSON string of so many letters.
    static byte[] argument(int letters) {
        return ('"' + "x".repeat(letters) + '"').getBytes(StandardCharsets.US_ASCII);
    }

    /// An empty buffer of the kind that connections use.
    static ByteBuf buffer() {
        return ByteBufAllocator.DEFAULT.directBuffer(256 * 1024);
    }

    /// `BATCH` calls, one frame each.
    static ByteBuf calls(CallTarget target, int argumentLetters) {
        ByteBuf frames = buffer();
        byte[] argument = argument(argumentLetters);
        for (int id = 1; id <= BATCH; id++) {
            ENCODER.call(frames, id, target, argument);
        }
        return frames;
    }

    /// One message without its frame.
    static ByteBuf payload(ByteBuf frame) {
        int headerBytes = frame.getByte(1) == 126 ? 4 : 2;
        return frame.slice(headerBytes, frame.readableBytes() - headerBytes);
    }
}
