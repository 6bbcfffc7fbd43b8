package afb4j.benchmarks.bare;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/// The bytes around a value that was called with and is sent back.
final class EchoEnvelope {

    private static final byte[] BEFORE =
            "{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"success\",\"code\":0},\"response\":"
                    .getBytes(StandardCharsets.US_ASCII);

    /// Bytes besides the value.
    static final int BYTES = BEFORE.length + 1;

    private EchoEnvelope() {}

    /// Writes all that comes before the value; the caller writes that, and a closing brace.
    static ByteBuf begin(ByteBuf out) {
        return out.writeBytes(BEFORE);
    }
}
