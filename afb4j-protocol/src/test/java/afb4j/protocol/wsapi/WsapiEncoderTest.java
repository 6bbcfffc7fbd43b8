package afb4j.protocol.wsapi;

import static afb4j.protocol.Wire.bytes;
import static afb4j.protocol.Wire.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.Wire;
import afb4j.protocol.wsapi.WsapiMessage.Call;
import afb4j.protocol.wsapi.WsapiMessage.Reply;
import afb4j.protocol.wsapi.WsapiMessage.SessionDrop;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WsapiEncoderTest {

    private static final int MAX_MESSAGE_BYTES = 200;
    private static final int EMPTY_REPLY_BYTES = 16;

    @Test
    void writesMessageOfExactlyTheLimit() {
        // W-18
        var encoder = WsapiEncoder.create(MAX_MESSAGE_BYTES);
        byte[] json = new byte[MAX_MESSAGE_BYTES - EMPTY_REPLY_BYTES];

        ByteBuf payload = Wire.payload(out -> encoder.reply(out, 1, null, null, json));

        assertThat(payload.readableBytes()).isEqualTo(MAX_MESSAGE_BYTES);
    }

    @Test
    void writesNothingOfMessageOverTheLimit() {
        // W-18
        var encoder = WsapiEncoder.create(MAX_MESSAGE_BYTES);
        byte[] json = new byte[MAX_MESSAGE_BYTES - EMPTY_REPLY_BYTES + 1];
        ByteBuf out = bytes("before");

        assertThatThrownBy(() -> encoder.reply(out, 1, null, null, json))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.LIMIT))
                .hasMessage("message 'k' would be 201 bytes long, limit is 200");
        assertThat(out).isEqualTo(bytes("before"));
    }

    @Test
    void writesNothingOfMessageWithIdThatDoesNotFit() {
        ByteBuf out = bytes("before");

        assertThatThrownBy(() -> WsapiFixture.ENCODER.reply(out, 65_536, null, null, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WsapiFixture.ENCODER.call(out, -1, CallTarget.of("v"), new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(out).isEqualTo(bytes("before"));
    }

    @Test
    void growsTheBufferAndKeepsWhatIsBefore() {
        ByteBuf out = Unpooled.buffer(1).writeByte(0x7f);

        WsapiFixture.ENCODER.encode(out, new SessionDrop(1));

        assertThat(out).isEqualTo(bytes(0x7f, 0x82, 3, 's', 1, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 109, 110, 65_519, 65_520, 1_000_000})
    void framesRepliesOfEveryLengthForm(int jsonBytes) {
        // W-12: around 125/126 and 65535/65536 bytes of payload
        byte[] json = new byte[jsonBytes];
        java.util.Arrays.fill(json, (byte) '1');

        ByteBuf payload = Wire.payload(out -> WsapiFixture.ENCODER.reply(out, 1, null, null, json));

        Reply reply = (Reply) WsapiFixture.toClient(payload);
        assertThat(reply.object()).isEqualTo(Unpooled.wrappedBuffer(json));
    }

    @Test
    void leavesIndexesOfObjectsAlone() {
        ByteBuf object = text("x{}");
        object.skipBytes(1);

        ByteBuf payload = WsapiFixture.encode(new Reply(1, null, null, object));

        assertThat(object.readerIndex()).isOne();
        assertThat(WsapiFixture.toClient(payload)).isEqualTo(new Reply(1, null, null, text("{}")));
    }

    @Test
    void writesQuestionMarkForLoneSurrogate() {
        ByteBuf payload = WsapiFixture.encode(new Call(1, "a\ud800b", 0, 0, text("null"), null));

        assertThat(WsapiFixture.toServer(payload)).isEqualTo(new Call(1, "a?b", 0, 0, text("null"), null));
    }

    @Test
    void decodesWhatItEncodedForRandomCallsAndReplies() {
        long seed = 20_260_117L;
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            var call = new Call(
                    random.nextInt(65_536),
                    randomText(random),
                    random.nextInt(65_536),
                    random.nextInt(65_536),
                    text(randomText(random)),
                    random.nextBoolean() ? null : randomText(random));
            var reply = new Reply(
                    random.nextInt(65_536),
                    random.nextBoolean() ? null : randomText(random),
                    random.nextBoolean() ? null : randomText(random),
                    text(randomText(random)));

            assertThat(WsapiFixture.toServer(WsapiFixture.encode(call)))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(call);
            assertThat(WsapiFixture.toClient(WsapiFixture.encode(reply)))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(reply);
        }
    }

    private static String randomText(Random random) {
        List<String> alphabet = List.of("a", "Z", "9", "/", "\"", "\n", "é", "€", "😀", "\u007f", "\u0080", "\uffff");
        var text = new StringBuilder();
        for (int left = random.nextInt(40); left > 0; left--) {
            text.append(alphabet.get(random.nextInt(alphabet.size())));
        }
        return text.toString();
    }
}
