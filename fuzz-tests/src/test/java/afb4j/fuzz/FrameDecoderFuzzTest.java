package afb4j.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.protocol.ProtocolException;
import afb4j.protocol.websocket.FrameDecoder;
import afb4j.protocol.websocket.FrameEncoder;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;

/// Any stream gives frames or a [ProtocolException], the same however it is cut, and messages survive being framed
/// again.
class FrameDecoderFuzzTest {

    private static final int MAX_MESSAGE_BYTES = 1_000;
    private static final int MAX_PIECE_BYTES = 16;

    @FuzzTest
    void decodesAnyStream(byte[] input) {
        EventList whole = decode(input, Math.max(1, input.length));

        // The length of the input chooses the cuts, so that the search finds good ones.
        int pieceBytes = 1 + input.length % MAX_PIECE_BYTES;
        assertThat(decode(input, pieceBytes).events()).isEqualTo(whole.events());
        assertSurvivesFraming(whole.messages());
    }

    /// Feeds `input` in pieces of `pieceBytes`, as an owner with a bounded buffer does.
    private static EventList decode(byte[] input, int pieceBytes) {
        EventList sink = new EventList();
        ByteBuf in = Unpooled.buffer();
        try (var decoder = new FrameDecoder(MAX_MESSAGE_BYTES, UnpooledByteBufAllocator.DEFAULT)) {
            for (int start = 0; start < input.length; start += pieceBytes) {
                in.writeBytes(input, start, Math.min(pieceBytes, input.length - start));
                decoder.decode(in, sink);
                if (in.readableBytes() >= MAX_MESSAGE_BYTES + FrameDecoder.MAX_HEADER_BYTES) {
                    throw new AssertionError("owner has to keep " + in.readableBytes() + " bytes");
                }
            }
        } catch (ProtocolException failure) {
            sink.add(failure.reason() + " " + failure.closeCode(), Unpooled.EMPTY_BUFFER);
        }
        return sink;
    }

    private static void assertSurvivesFraming(List<ByteBuf> messages) {
        ByteBuf frames = Unpooled.buffer();
        List<ByteBuf> expected = new ArrayList<>();
        int key = 0x12345678;
        for (ByteBuf message : messages) {
            FrameEncoder.writeBinaryHeader(frames, message.readableBytes());
            frames.writeBytes(message, message.readerIndex(), message.readableBytes());
            FrameEncoder.writeMaskedBinary(frames, message, key++);
            expected.add(message);
            expected.add(message);
        }
        EventList sink = new EventList();
        try (var decoder = new FrameDecoder(MAX_MESSAGE_BYTES, UnpooledByteBufAllocator.DEFAULT)) {
            decoder.decode(frames, sink);
        }
        assertThat(sink.messages()).isEqualTo(expected);
        assertThat(frames.isReadable()).isFalse();
    }
}
