package afb4j.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.legacy.LegacyDecoder;
import afb4j.protocol.legacy.LegacyDialect;
import afb4j.protocol.legacy.LegacyEncoder;
import afb4j.protocol.legacy.LegacyMessage;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/// Any input gives a message or a [ProtocolException], and a message keeps its meaning when it is encoded again: for
/// every dialect and both directions.
class LegacyDecoderFuzzTest {

    @FuzzTest
    void decodesToServerIn2017(byte[] input) {
        decodeToServer(input, LegacyDialect.Y2017);
    }

    @FuzzTest
    void decodesToServerIn2018(byte[] input) {
        decodeToServer(input, LegacyDialect.Y2018);
    }

    @FuzzTest
    void decodesToServerIn2019(byte[] input) {
        decodeToServer(input, LegacyDialect.Y2019);
    }

    @FuzzTest
    void decodesToClientIn2017(byte[] input) {
        decodeToClient(input, LegacyDialect.Y2017);
    }

    @FuzzTest
    void decodesToClientIn2018(byte[] input) {
        decodeToClient(input, LegacyDialect.Y2018);
    }

    @FuzzTest
    void decodesToClientIn2019(byte[] input) {
        decodeToClient(input, LegacyDialect.Y2019);
    }

    private static void decodeToServer(byte[] input, LegacyDialect dialect) {
        ByteBuf message = Unpooled.wrappedBuffer(input);
        LegacyMessage.ToServer decoded;
        try {
            decoded = LegacyDecoder.decodeToServer(message, dialect, ProtocolLimits.DEFAULTS);
        } catch (ProtocolException _) {
            findIds(message);
            return;
        }

        ByteBuf again = encode(decoded, dialect);

        assertThat(LegacyDecoder.decodeToServer(again, dialect, Frames.WIDE_LIMITS))
                .isEqualTo(decoded);
    }

    private static void decodeToClient(byte[] input, LegacyDialect dialect) {
        ByteBuf message = Unpooled.wrappedBuffer(input);
        LegacyMessage.ToClient decoded;
        try {
            decoded = LegacyDecoder.decodeToClient(message, dialect, ProtocolLimits.DEFAULTS);
        } catch (ProtocolException _) {
            findIds(message);
            return;
        }

        ByteBuf again = encode(decoded, dialect);

        assertThat(LegacyDecoder.decodeToClient(again, dialect, Frames.WIDE_LIMITS))
                .isEqualTo(decoded);
    }

    /// What remains to do with a malformed message; must not throw.
    private static void findIds(ByteBuf message) {
        LegacyDecoder.callId(message);
        LegacyDecoder.subcallId(message);
    }

    private static ByteBuf encode(LegacyMessage message, LegacyDialect dialect) {
        var encoder = LegacyEncoder.create(dialect, Frames.MAX_ENCODED_BYTES);
        return Frames.payload(out -> encoder.encode(out, message));
    }
}
