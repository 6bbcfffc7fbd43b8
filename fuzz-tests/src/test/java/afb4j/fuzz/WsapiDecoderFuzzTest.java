package afb4j.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.wsapi.WsapiDecoder;
import afb4j.protocol.wsapi.WsapiEncoder;
import afb4j.protocol.wsapi.WsapiMessage;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/// Any input gives a message or a [ProtocolException], and a message keeps its meaning when it is encoded again.
class WsapiDecoderFuzzTest {

    private static final WsapiEncoder ENCODER = WsapiEncoder.create(Frames.MAX_ENCODED_BYTES);

    @FuzzTest
    void decodesToServer(byte[] input) {
        ByteBuf message = Unpooled.wrappedBuffer(input);
        WsapiMessage.ToServer decoded;
        try {
            decoded = WsapiDecoder.decodeToServer(message, ProtocolLimits.DEFAULTS);
        } catch (ProtocolException _) {
            // Malformed: what remains is to find the id, if there is one.
            WsapiDecoder.callId(message);
            return;
        }

        ByteBuf again = Frames.payload(out -> ENCODER.encode(out, decoded));

        assertThat(WsapiDecoder.decodeToServer(again, Frames.WIDE_LIMITS)).isEqualTo(decoded);
    }

    @FuzzTest
    void decodesToClient(byte[] input) {
        ByteBuf message = Unpooled.wrappedBuffer(input);
        WsapiMessage.ToClient decoded;
        try {
            decoded = WsapiDecoder.decodeToClient(
                    message, ProtocolLimits.DEFAULTS, WsapiDecoderFuzzTest::isPendingDescription);
        } catch (ProtocolException _) {
            // Malformed: what remains is to find the id, if there is one.
            WsapiDecoder.callId(message);
            return;
        }

        ByteBuf narrow = Frames.payload(out -> ENCODER.encode(out, decoded));
        ByteBuf wide = Frames.payload(out -> ENCODER.withWideDescriptionIds().encode(out, decoded));

        assertThat(WsapiDecoder.decodeToClient(narrow, Frames.WIDE_LIMITS, WsapiDecoderFuzzTest::isPendingDescription))
                .isEqualTo(decoded);
        assertThat(WsapiDecoder.decodeToClient(wide, Frames.WIDE_LIMITS, WsapiDecoderFuzzTest::isPendingDescription))
                .isEqualTo(decoded);
    }

    /// Half of the ids, so that both answers occur.
    private static boolean isPendingDescription(int id) {
        return (id & 1) == 1;
    }
}
