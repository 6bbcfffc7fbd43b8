package afb4j.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.JsonException;
import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.json.Envelope;
import afb4j.protocol.json.Json1Decoder;
import afb4j.protocol.json.Json1Encoder;
import afb4j.protocol.json.Json1Message;
import afb4j.protocol.json.JsonSyntax;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/// Any input gives a message or a [ProtocolException], a message keeps its meaning when it is encoded again, and what
/// is embedded in it is JSON for others too.
class Json1DecoderFuzzTest {

    private static final Json1Encoder ENCODER = Json1Encoder.create(Frames.MAX_ENCODED_BYTES);

    @FuzzTest
    void decodesAnyText(byte[] input) {
        Json1Message decoded;
        try {
            decoded = Json1Decoder.decode(Unpooled.wrappedBuffer(input), ProtocolLimits.DEFAULTS);
        } catch (ProtocolException _) {
            return;
        }

        ByteBuf again = Unpooled.buffer();
        ENCODER.encode(again, decoded);
        assertThat(Json1Decoder.decode(again, Frames.WIDE_LIMITS)).isEqualTo(decoded);
        // Nothing that was embedded breaks the whole.
        assertThat(JsonSyntax.isValue(again, ProtocolLimits.DEFAULT_MAX_NESTING_DEPTH + 2))
                .isTrue();
        switch (decoded) {
            case Json1Message.Call call ->
                assertThat(isJsonOfTheApi(call.argument())).isTrue();
            case Json1Message.Reply reply -> reply.envelope().ifPresent(Json1DecoderFuzzTest::keepsEnvelope);
            case Json1Message.Event event -> event.data().ifPresent(data -> keepsData(event.name(), data));
        }
    }

    private static void keepsEnvelope(Envelope envelope) {
        ByteBuf text = Unpooled.buffer();
        envelope.encode(text);

        assertThat(text.readableBytes()).isEqualTo((int) envelope.encodedBytes());
        assertThat(Envelope.decode(text)).contains(envelope);
    }

    private static void keepsData(String name, ByteBuf data) {
        ByteBuf text = Unpooled.buffer();
        ENCODER.event(text, name, data);

        Json1Message.Event event = (Json1Message.Event) Json1Decoder.decode(text, Frames.WIDE_LIMITS);
        assertThat(event.name()).isEqualTo(name);
        assertThat(event.data()).contains(data);
    }

    @FuzzTest
    void agreesWithTheJsonOfTheApi(byte[] input) {
        ByteBuf text = Unpooled.wrappedBuffer(input);

        boolean isValue = JsonSyntax.isValue(text, ProtocolLimits.DEFAULT_MAX_NESTING_DEPTH);

        // The other side gets characters, so what is not UTF-8 is not its affair.
        boolean isUtf8 =
                Unpooled.wrappedBuffer(new String(input, UTF_8).getBytes(UTF_8)).equals(text);
        assertThat(isValue).isEqualTo(isUtf8 && isJsonOfTheApi(text));
    }

    private static boolean isJsonOfTheApi(ByteBuf text) {
        try {
            Json.parse(text.toString(UTF_8));
            return true;
        } catch (JsonException _) {
            return false;
        }
    }
}
