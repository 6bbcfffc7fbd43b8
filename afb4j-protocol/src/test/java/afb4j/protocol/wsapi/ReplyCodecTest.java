package afb4j.protocol.wsapi;

import static afb4j.protocol.Wire.bytes;
import static afb4j.protocol.Wire.text;
import static afb4j.protocol.wsapi.WsapiFixture.assertFailsToClient;
import static afb4j.protocol.wsapi.WsapiFixture.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.Wire;
import afb4j.protocol.wsapi.WsapiMessage.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReplyCodecTest {

    @Test
    void readsAndWritesSuccess() {
        ByteBuf golden = bytes(
                'k', // code: reply
                0x01, 0x02, // call id 513
                0, 0, 0, 0, // error: null
                0, 0, 0, 0, // info: null
                3, 0, 0, 0, "42", 0); // object

        assertGolden(golden, new Reply(513, null, null, text("42")));
    }

    @Test
    void readsAndWritesFailureWithInfoAndObject() {
        // W-40: all three travel together
        ByteBuf golden = bytes(
                'k', // code: reply
                1,
                0, // call id
                13,
                0,
                0,
                0,
                "unknown-verb",
                0, // error
                3,
                0,
                0,
                0,
                "no",
                0, // info
                5,
                0,
                0,
                0,
                "null",
                0); // object

        assertGolden(golden, new Reply(1, "unknown-verb", "no", text("null")));
    }

    @Test
    void keepsEmptyErrorApartFromNull() {
        // W-22: an empty error is an error
        ByteBuf golden = bytes(
                'k', // code: reply
                1, 0, // call id
                1, 0, 0, 0, 0, // error: empty
                1, 0, 0, 0, 0, // info: empty
                5, 0, 0, 0, "null", 0); // object

        assertGolden(golden, new Reply(1, "", "", text("null")));
    }

    @Test
    void rejectsNullObject() {
        assertFailsToClient(bytes('k', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), Reason.BAD_STRING);
    }

    @Test
    void rejectsErrorWithoutFinalNul() {
        assertFailsToClient(bytes('k', 1, 0, 2, 0, 0, 0, "ab", 0, 0, 0, 0), Reason.BAD_STRING);
    }

    @Test
    void writesArrayAndBufferAlike() {
        byte[] json = "[1]".getBytes(StandardCharsets.UTF_8);

        ByteBuf fromArray = Wire.payload(out -> WsapiFixture.ENCODER.reply(out, 7, "e", null, json));
        ByteBuf fromBuffer =
                Wire.payload(out -> WsapiFixture.ENCODER.reply(out, 7, "e", null, Unpooled.wrappedBuffer(json)));

        assertThat(fromArray).isEqualTo(fromBuffer);
        assertThat(WsapiFixture.toClient(fromArray)).isEqualTo(new Reply(7, "e", null, text("[1]")));
    }
}
