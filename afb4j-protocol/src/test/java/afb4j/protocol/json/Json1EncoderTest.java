package afb4j.protocol.json;

import static afb4j.protocol.Wire.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolException.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class Json1EncoderTest {

    private static final List<BiConsumer<Json1Encoder, ByteBuf>> MESSAGES = List.of(
            (encoder, out) -> encoder.encode(out, new Json1Message.Call("é\n", "a", "b\\", text("{}"), "t\"")),
            (encoder, out) -> encoder.encode(out, new Json1Message.Call("", "", "b", text("null"), null)),
            (encoder, out) -> encoder.encode(out, new Json1Message.Reply("1", true, text("null"))),
            (encoder, out) -> encoder.encode(out, new Json1Message.Event("a/é", text("null"))),
            (encoder, out) -> encoder.reply(out, "1", new Envelope("s", "i", -5, text("[1]"))),
            (encoder, out) -> encoder.reply(out, "1", new Envelope("s", null, 0, null)),
            (encoder, out) -> encoder.event(out, "a/\ud800", text("1")));

    @Test
    void writesMessageOfExactlyTheLimitAndNothingOfALongerOne() {
        for (var message : MESSAGES) {
            ByteBuf whole = Unpooled.buffer();
            message.accept(Json1Encoder.create(1_000), whole);
            int bytes = whole.readableBytes();
            ByteBuf fits = Unpooled.buffer();
            ByteBuf tooLong = text("before");

            message.accept(Json1Encoder.create(bytes), fits);

            assertThat(fits).isEqualTo(whole);
            assertThatThrownBy(() -> message.accept(Json1Encoder.create(bytes - 1), tooLong))
                    .isInstanceOfSatisfying(
                            ProtocolException.class,
                            failure -> assertThat(failure.reason()).isEqualTo(Reason.LIMIT));
            assertThat(tooLong).isEqualTo(text("before"));
        }
    }

    @Test
    void growsTheBufferOnceToTheExactSize() {
        for (var message : MESSAGES) {
            ByteBuf grown = Unpooled.buffer(0);
            message.accept(Json1Encoder.create(1_000), grown);
            ByteBuf exact = Unpooled.buffer(grown.readableBytes(), grown.readableBytes());

            message.accept(Json1Encoder.create(1_000), exact);

            assertThat(exact).isEqualTo(grown);
        }
    }

    @Test
    void writesBehindWhatIsThere() {
        ByteBuf out = text("before");

        Json1Fixture.ENCODER.event(out, "a/b", text("1"));

        assertThat(out).isEqualTo(text("before[5,\"a/b\",{\"jtype\":\"afb-event\",\"event\":\"a/b\",\"data\":1}]"));
    }

    // http-and-wsj1.md 3.2
    @Test
    void writesWholeFramesIfAskedTo() {
        ByteBuf out = Unpooled.buffer(0);
        Json1Encoder frames = Json1Encoder.create(200).inFrames();

        frames.event(out, "a/b", text("1"));
        frames.encode(out, new Json1Message.Reply("1", true, text("\"" + "x".repeat(120) + "\"")));

        assertThat(out.readShort()).isEqualTo((short) (0x81 << 8 | 54)); // fin, text, 54 bytes, not masked
        assertThat(out.readSlice(54))
                .isEqualTo(text("[5,\"a/b\",{\"jtype\":\"afb-event\",\"event\":\"a/b\",\"data\":1}]"));
        assertThat(out.readInt()).isEqualTo(0x817e << 16 | 130); // fin, text, 16 bits of length
        assertThat(out).isEqualTo(text("[3,\"1\",\"" + "x".repeat(120) + "\"]"));
    }
}
