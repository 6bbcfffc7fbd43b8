package afb4j.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Short forms of decoding and encoding with default limits.
final class Json1Fixture {

    static final Json1Encoder ENCODER = Json1Encoder.create(ProtocolLimits.DEFAULT_MAX_MESSAGE_BYTES);

    private Json1Fixture() {}

    static Json1Message decode(ByteBuf message) {
        return Json1Decoder.decode(message, ProtocolLimits.DEFAULTS);
    }

    static Json1Message decode(String message) {
        return decode(Wire.text(message));
    }

    static String encode(Json1Message message) {
        return written(out -> ENCODER.encode(out, message));
    }

    /// What `encode` writes, as text.
    static String written(Consumer<ByteBuf> encode) {
        ByteBuf out = Unpooled.buffer();
        encode.accept(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /// Golden test of a message: it decodes to `expected`, encodes back, and no prefix of it decodes.
    static void assertGolden(String golden, Json1Message expected) {
        assertThat(decode(golden)).isEqualTo(expected);
        assertThat(encode(expected)).isEqualTo(golden);
        Wire.assertEveryPrefixFails(Wire.text(golden), Json1Fixture::decode);
    }

    static void assertFails(String message, Reason reason) {
        Wire.assertFails(Wire.text(message), reason, Json1Fixture::decode);
    }
}
