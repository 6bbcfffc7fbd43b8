package afb4j.protocol.websocket;

import static afb4j.protocol.Wire.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.protocol.CloseCode;
import afb4j.protocol.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class FrameEncoderTest {

    private final ByteBuf out = Unpooled.buffer(1);

    @Test
    void writesShortLengthUpTo125() {
        FrameEncoder.writeBinaryHeader(out, 125);

        assertThat(out)
                .isEqualTo(bytes(
                        0x82, // fin, binary
                        125)); // not masked, length
        assertThat(out.writableBytes()).isGreaterThanOrEqualTo(125);
        assertThat(FrameEncoder.headerBytes(125)).isEqualTo(2);
    }

    @Test
    void writesSixteenBitLengthFrom126To65535() {
        FrameEncoder.writeBinaryHeader(out, 126);
        FrameEncoder.writeBinaryHeader(out, 65_535);

        assertThat(out)
                .isEqualTo(bytes(
                        0x82, 126, 0x00, 0x7e, // 126 in network order
                        0x82, 126, 0xff, 0xff)); // 65535
        assertThat(FrameEncoder.headerBytes(126)).isEqualTo(4);
        assertThat(FrameEncoder.headerBytes(65_535)).isEqualTo(4);
    }

    @Test
    void writesSixtyFourBitLengthFrom65536() {
        FrameEncoder.writeBinaryHeader(out, 65_536);

        assertThat(out).isEqualTo(bytes(0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0));
        assertThat(FrameEncoder.headerBytes(65_536)).isEqualTo(10);
    }

    @Test
    void writesControlFrames() {
        FrameEncoder.writePing(out, Wire.text("ab"));
        FrameEncoder.writePong(out, Unpooled.EMPTY_BUFFER);
        FrameEncoder.writeClose(out);
        FrameEncoder.writeClose(out, CloseCode.MESSAGE_TOO_BIG);

        assertThat(out)
                .isEqualTo(bytes(
                        0x89, 2, "ab", // ping
                        0x8a, 0, // pong
                        0x88, 0, // close without code
                        0x88, 2, 0x03, 0xf1)); // close 1009
    }

    @Test
    void leavesIndexesOfPayloadAlone() {
        ByteBuf payload = Wire.text("xab");
        payload.skipBytes(1);

        FrameEncoder.writePong(out, payload);

        assertThat(out).isEqualTo(bytes(0x8a, 2, "ab"));
        assertThat(payload.readerIndex()).isOne();
    }

    @Test
    void refusesControlFrameOfMoreThan125Bytes() {
        assertThatThrownBy(() -> FrameEncoder.writePing(out, Unpooled.buffer().writeZero(126)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("control frame gets 126 bytes, limit is 125");
        assertThat(out.isReadable()).isFalse();
    }

    @Test
    void masksWhenAskedTo() {
        // The example of RFC 6455, 5.7, as a binary frame
        FrameEncoder.writeMaskedBinary(out, Wire.text("Hello"), 0x37fa213d);

        assertThat(out)
                .isEqualTo(bytes(
                        0x82, // fin, binary
                        0x85, // masked, 5 bytes
                        0x37, 0xfa, 0x21, 0x3d, // mask
                        0x7f, 0x9f, 0x4d, 0x51, 0x58)); // payload
    }

    @Test
    void writesHeaderOfText() {
        FrameEncoder.writeTextHeader(out, 300);

        assertThat(out)
                .isEqualTo(bytes(
                        0x81, // fin, text
                        126, 0x01, 0x2c)); // not masked, length
        assertThat(out.writableBytes()).isGreaterThanOrEqualTo(300);
    }

    // http-and-wsj1.md 3.3
    @Test
    void writesCloseWithCodeAndReason() {
        FrameEncoder.writeClose(out, 1008, "é");
        FrameEncoder.writeClose(out, 4999, "");

        assertThat(out)
                .isEqualTo(bytes(
                        0x88, 4, // close, length
                        0x03, 0xf0, "é", // code, reason
                        0x88, 2, 0x13, 0x87));
    }

    @Test
    void refusesReasonThatDoesNotFitAControlFrame() {
        FrameEncoder.writeClose(out, 1000, "x".repeat(123));

        assertThatThrownBy(() -> FrameEncoder.writeClose(out, 1000, "x".repeat(124)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("control frame gets 126 bytes, limit is 125");
    }
}
