package afb4j.protocol.websocket;

import static afb4j.protocol.Wire.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.protocol.CloseCode;
import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {

    private static final int MAX_MESSAGE_BYTES = 70_000;

    private final RecordingSink sink = new RecordingSink();
    private final FrameDecoder decoder = new FrameDecoder(MAX_MESSAGE_BYTES, UnpooledByteBufAllocator.DEFAULT);

    private void assertFails(ByteBuf frames, Reason reason, CloseCode closeCode) {
        assertThatThrownBy(() -> decoder.decode(frames, sink))
                .isInstanceOfSatisfying(ProtocolException.class, failure -> {
                    assertThat(failure.reason()).isEqualTo(reason);
                    assertThat(failure.closeCode()).isEqualTo(closeCode);
                });
    }

    @Test
    void handsOverUnmaskedMessageWithoutCopy() {
        ByteBuf in = bytes(
                0x82, // fin, binary
                3, // not masked, 3 bytes
                "abc"); // payload
        List<ByteBuf> lent = new ArrayList<>();

        decoder.decode(in, new ForwardingSink(sink) {
            @Override
            public void onMessage(ByteBuf payload) {
                super.onMessage(payload);
                lent.add(payload);
            }
        });

        assertThat(sink.events()).containsExactly("message 616263");
        assertThat(lent.getFirst().unwrap()).isSameAs(in);
        assertThat(in.refCnt()).isOne();
    }

    @Test
    void unmasksMessage() {
        // W-11; the example of RFC 6455, 5.7, as a binary frame
        ByteBuf in = bytes(
                0x82, // fin, binary
                0x85, // masked, 5 bytes
                0x37, 0xfa, 0x21, 0x3d, // mask
                0x7f, 0x9f, 0x4d, 0x51, 0x58); // "Hello"

        decoder.decode(in, sink);

        assertThat(sink.events()).containsExactly("message " + Wire.hex(Wire.text("Hello")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 7, 8, 9, 15, 16, 17, 125, 126, 127, 65_535, 65_536, MAX_MESSAGE_BYTES})
    void readsEveryLengthFormMaskedOrNot(int payloadBytes) {
        // W-12
        ByteBuf payload = Unpooled.buffer(Math.max(1, payloadBytes));
        for (int i = 0; i < payloadBytes; i++) {
            payload.writeByte(i * 31);
        }
        ByteBuf in = Unpooled.buffer();
        FrameEncoder.writeBinaryHeader(in, payloadBytes);
        in.writeBytes(payload, 0, payloadBytes);
        FrameEncoder.writeMaskedBinary(in, payload, 0x89abcdef);

        decoder.decode(in, sink);

        String expected = "message " + Wire.hex(payload);
        assertThat(sink.events()).containsExactly(expected, expected);
        assertThat(in.isReadable()).isFalse();
    }

    @Test
    void readsLengthsThatAreNotInTheShortestForm() {
        decoder.decode(bytes(0x82, 126, 0, 1, 'a', 0x82, 127, 0, 0, 0, 0, 0, 0, 0, 1, 'b'), sink);

        assertThat(sink.events()).containsExactly("message 61", "message 62");
    }

    @Test
    void decodesTheSameHoweverTheStreamIsCut() {
        ByteBuf stream = stream();
        RecordingSink whole = new RecordingSink();
        decode(stream.copy(), whole);

        for (int cut = 0; cut <= stream.readableBytes(); cut++) {
            RecordingSink pieces = new RecordingSink();
            try (var fresh = new FrameDecoder(MAX_MESSAGE_BYTES, UnpooledByteBufAllocator.DEFAULT)) {
                ByteBuf in = Unpooled.buffer().writeBytes(stream, 0, cut);
                fresh.decode(in, pieces);
                in.writeBytes(stream, cut, stream.readableBytes() - cut);
                fresh.decode(in, pieces);
            }
            assertThat(pieces.events()).as("cut after %d bytes", cut).isEqualTo(whole.events());
        }
    }

    @Test
    void decodesTheSameByteByByte() {
        ByteBuf stream = stream();
        RecordingSink whole = new RecordingSink();
        decode(stream.copy(), whole);
        ByteBuf in = Unpooled.buffer();

        while (stream.isReadable()) {
            in.writeByte(stream.readByte());
            decoder.decode(in, sink);
        }

        assertThat(sink.events()).isEqualTo(whole.events()).hasSize(7);
    }

    /// Plain, masked, long, pinged, fragmented and closed.
    private static ByteBuf stream() {
        ByteBuf stream = bytes(0x82, 2, "ab");
        FrameEncoder.writeMaskedBinary(stream, Wire.text("masked"), 0x01020304);
        FrameEncoder.writeBinaryHeader(stream, 300);
        stream.writeZero(300);
        FrameEncoder.writePing(stream, Wire.text("p"));
        stream.writeBytes(bytes(0x02, 1, "x", 0x89, 1, "q", 0x80, 1, "y"));
        FrameEncoder.writeClose(stream, CloseCode.NORMAL);
        return stream;
    }

    private static void decode(ByteBuf in, FrameSink sink) {
        try (var fresh = new FrameDecoder(MAX_MESSAGE_BYTES, UnpooledByteBufAllocator.DEFAULT)) {
            fresh.decode(in, sink);
        }
    }

    @Test
    void reassemblesFragmentsWithPingInBetween() {
        // W-13
        ByteBuf in = bytes(
                0x02, 2, "ab", // binary, not final
                0x89, 1, "p", // ping
                0x00, 0, // continuation, empty
                0x00, 0x81, 1, 0, 0, 0, 'c' ^ 1, // continuation, masked
                0x80, 1, "d"); // continuation, final

        decoder.decode(in, sink);

        assertThat(sink.events()).containsExactly("ping 70", "message 61626364");
    }

    @Test
    void startsAfreshAfterFragmentedMessage() {
        decoder.decode(bytes(0x02, 1, "a", 0x80, 0, 0x82, 1, "b", 0x02, 0, 0x80, 1, "c"), sink);

        assertThat(sink.events()).containsExactly("message 61", "message 62", "message 63");
    }

    @Test
    void handsOverEmptyMessage() {
        // W-19: the codec of the message ignores it
        decoder.decode(bytes(0x82, 0), sink);

        assertThat(sink.events()).containsExactly("message ");
    }

    @Test
    void handsOverPingsAndPongs() {
        // W-14
        decoder.decode(bytes(0x89, 0, 0x89, 2, "ab", 0x8a, 0, 0x8a, 1, "c"), sink);

        assertThat(sink.events()).containsExactly("ping ", "ping 6162", "pong ", "pong 63");
    }

    @Test
    void handsOverCloseWithItsCode() {
        decoder.decode(bytes(0x88, 5, 0x03, 0xe9, "bye"), sink);

        assertThat(sink.events()).containsExactly("close 1001");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void handsOverCloseWithoutCode(int payloadBytes) {
        decoder.decode(bytes(0x88, payloadBytes, new byte[payloadBytes]), sink);

        assertThat(sink.events()).containsExactly("close -1");
    }

    @Test
    void skipsWhatComesAfterClose() {
        // W-15
        ByteBuf in = bytes(0x88, 0, 0x82, 1, "a", 0xff);

        decoder.decode(in, sink);

        assertThat(sink.events()).containsExactly("close -1");
        assertThat(in.isReadable()).isFalse();
    }

    @Test
    void stopsBetweenMessagesWhenAskedForOne() {
        ByteBuf in = bytes(0x82, 1, "a", 0x82, 1, "b", 0x82);

        assertThat(decoder.decodeNext(in, sink)).isTrue();
        assertThat(sink.events()).containsExactly("message 61");
        assertThat(decoder.decodeNext(in, sink)).isTrue();
        assertThat(decoder.decodeNext(in, sink)).isFalse();
        assertThat(sink.events()).containsExactly("message 61", "message 62");
        assertThat(in.readableBytes()).isOne();
    }

    @Test
    void rejectsTextFrame() {
        // W-17
        assertFails(bytes(0x81, 1, "a"), Reason.TEXT_FRAME, CloseCode.UNSUPPORTED_DATA);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xc2, 0xa2, 0x92, 0xc9})
    void rejectsReservedBits(int head) {
        // W-17
        assertFails(bytes(head, 0), Reason.BAD_FRAME, CloseCode.PROTOCOL_ERROR);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x83, 0x84, 0x85, 0x86, 0x87, 0x8b, 0x8c, 0x8d, 0x8e, 0x8f})
    void rejectsUnknownOpcodes(int head) {
        // W-17
        assertFails(bytes(head, 0), Reason.BAD_FRAME, CloseCode.PROTOCOL_ERROR);
    }

    @Test
    void rejectsContinuationWithoutStart() {
        // W-17
        assertFails(bytes(0x80, 1, "a"), Reason.BAD_FRAME, CloseCode.PROTOCOL_ERROR);
    }

    @Test
    void rejectsNewMessageInsideFragmentedOne() {
        // W-17
        assertFails(bytes(0x02, 1, "a", 0x82, 1, "b"), Reason.BAD_FRAME, CloseCode.PROTOCOL_ERROR);
        assertThat(sink.events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x08, 0x09, 0x0a})
    void rejectsFragmentedControlFrames(int head) {
        assertFails(bytes(head, 0), Reason.BAD_FRAME, CloseCode.PROTOCOL_ERROR);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x88, 0x89, 0x8a})
    void rejectsLongControlFrames(int head) {
        assertFails(bytes(head, 126), Reason.BAD_FRAME, CloseCode.PROTOCOL_ERROR);
    }

    @Test
    void rejectsTooLongFrameOnItsHeader() {
        // W-17, W-18: 70 001 bytes announced, none sent
        assertFails(bytes(0x82, 127, 0, 0, 0, 0, 0, 1, 0x11, 0x71), Reason.LIMIT, CloseCode.MESSAGE_TOO_BIG);
    }

    @Test
    void rejectsTooLongMaskedFrameBeforeItsMask() {
        assertFails(bytes(0x82, 255, 0, 0, 0, 0, 0, 1, 0x11, 0x71), Reason.LIMIT, CloseCode.MESSAGE_TOO_BIG);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0x7f, 0xff})
    void rejectsLengthsNoArrayCanHold(int highest) {
        assertFails(
                bytes(0x82, 127, highest, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
                Reason.LIMIT,
                CloseCode.MESSAGE_TOO_BIG);
    }

    @Test
    void rejectsFragmentsThatTogetherAreTooLong() {
        // W-18: whole messages are limited, on the header of the fragment that is one byte too many
        ByteBuf in = Unpooled.buffer().writeByte(0x02).writeByte(127).writeLong(MAX_MESSAGE_BYTES);
        in.writeZero(MAX_MESSAGE_BYTES);
        decoder.decode(in, sink);

        assertFails(bytes(0x80, 1), Reason.LIMIT, CloseCode.MESSAGE_TOO_BIG);
    }

    @Test
    void acceptsFragmentsThatTogetherAreJustShortEnough() {
        ByteBuf in = Unpooled.buffer().writeByte(0x02).writeByte(127).writeLong(MAX_MESSAGE_BYTES - 1);
        in.writeZero(MAX_MESSAGE_BYTES - 1);
        in.writeBytes(bytes(0x80, 1, 'a'));

        decoder.decode(in, sink);

        assertThat(sink.events()).hasSize(1);
    }

    @Test
    void skipsInputAfterFailure() {
        assertFails(bytes(0x81, 0), Reason.TEXT_FRAME, CloseCode.UNSUPPORTED_DATA);
        ByteBuf more = bytes(0x82, 1, "a");

        decoder.decode(more, sink);

        assertThat(sink.events()).isEmpty();
        assertThat(more.isReadable()).isFalse();
    }

    @Test
    void releasesFragmentsWhenClosed() {
        var allocator = new TrackingAllocator();
        var tracked = new FrameDecoder(MAX_MESSAGE_BYTES, allocator);
        tracked.decode(bytes(0x02, 2, "ab"), sink);

        tracked.close();
        tracked.close();

        assertThat(allocator.allocated()).hasSize(1).allMatch(buffer -> buffer.refCnt() == 0);
    }

    @Test
    void releasesFragmentsWhenTheSinkThrows() {
        var allocator = new TrackingAllocator();
        var tracked = new FrameDecoder(MAX_MESSAGE_BYTES, allocator);

        assertThatThrownBy(() -> tracked.decode(bytes(0x02, 2, "ab", 0x80, 0), new ForwardingSink(sink) {
                    @Override
                    public void onMessage(ByteBuf payload) {
                        throw new IllegalStateException("sink");
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
        tracked.decode(bytes(0x82, 1, "c"), sink);

        assertThat(sink.events()).containsExactly("message 63");
        assertThat(allocator.allocated()).hasSize(1).allMatch(buffer -> buffer.refCnt() == 0);
    }

    @Test
    void stopsWhenTheSinkClosesTheDecoder() {
        decoder.decode(bytes(0x82, 1, "a", 0x82, 1, "b"), new ForwardingSink(sink) {
            @Override
            public void onMessage(ByteBuf payload) {
                super.onMessage(payload);
                decoder.close();
            }
        });

        assertThat(sink.events()).containsExactly("message 61");
    }
}
