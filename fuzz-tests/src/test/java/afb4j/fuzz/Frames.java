package afb4j.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.websocket.FrameDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.List;
import java.util.function.Consumer;

/// Takes messages out of frames. Limits are wider than by default: an invalid byte of one becomes a character of three.
final class Frames {

    static final int MAX_ENCODED_BYTES = 8_000_000;

    static final ProtocolLimits WIDE_LIMITS = ProtocolLimits.builder()
            .maxMessageBytes(MAX_ENCODED_BYTES)
            .maxVerbBytes(MAX_ENCODED_BYTES)
            .maxEventNameBytes(MAX_ENCODED_BYTES)
            .maxSessionUuidBytes(MAX_ENCODED_BYTES)
            .maxTokenBytes(MAX_ENCODED_BYTES)
            .maxCredentialsBytes(MAX_ENCODED_BYTES)
            .maxCallIdBytes(MAX_ENCODED_BYTES)
            .build();

    private Frames() {}

    /// The payload of the one frame that `encode` writes.
    static ByteBuf payload(Consumer<ByteBuf> encode) {
        ByteBuf frames = Unpooled.buffer();
        encode.accept(frames);
        EventList sink = new EventList();
        try (var decoder = new FrameDecoder(MAX_ENCODED_BYTES, UnpooledByteBufAllocator.DEFAULT)) {
            decoder.decode(frames, sink);
        }
        List<ByteBuf> messages = sink.messages();
        assertThat(messages).hasSize(1);
        assertThat(frames.isReadable()).as("bytes after the frame").isFalse();
        return messages.getFirst();
    }
}
