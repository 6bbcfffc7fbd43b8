package afb4j.protocol.wsapi;

import static afb4j.protocol.Wire.bytes;
import static afb4j.protocol.Wire.text;
import static afb4j.protocol.wsapi.WsapiFixture.assertFailsToServer;
import static afb4j.protocol.wsapi.WsapiFixture.assertGolden;
import static afb4j.protocol.wsapi.WsapiFixture.toServer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.Wire;
import afb4j.protocol.wsapi.WsapiMessage.Call;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CallCodecTest {

    private static ByteBuf fullCall() {
        return bytes(
                'K', // code: call
                0x02,
                0x01, // call id 258
                5,
                0,
                0,
                0,
                "ping",
                0, // verb
                0x04,
                0x03, // session id 772
                0xff,
                0xff, // token id 65535
                8,
                0,
                0,
                0,
                "{\"a\":1}",
                0, // arguments
                17,
                0,
                0,
                0,
                "0:0:3a8c-NoLabel",
                0); // credentials
    }

    // W-20, W-21
    @Test
    void readsAndWritesEveryField() {
        assertGolden(fullCall(), new Call(258, "ping", 772, 65_535, text("{\"a\":1}"), "0:0:3a8c-NoLabel"));
    }

    // W-24, W-35
    @Test
    void readsAndWritesCallWithoutSessionTokenAndCredentials() {
        // The third example of 3.2, without its frame header.
        ByteBuf golden = Wire.hex("4b 0100 05000000 70696e6700 0000 0000 05000000 6e756c6c00 00000000");

        assertGolden(golden, new Call(1, "ping", 0, 0, text("null"), null));
    }

    @Test
    void keepsEmptyVerbAndEmptyCredentialsApartFromNull() {
        // W-22, W-42
        ByteBuf golden = bytes(
                'K', // code: call
                1, 0, // call id
                1, 0, 0, 0, 0, // verb: empty
                0, 0, // session id
                0, 0, // token id
                1, 0, 0, 0, 0, // arguments: empty text
                1, 0, 0, 0, 0); // credentials: empty, not null

        assertGolden(golden, new Call(1, "", 0, 0, text(""), ""));
    }

    @Test
    void writesTextsInUtf8() {
        ByteBuf golden = bytes(
                'K', // code: call
                1, 0, // call id
                10, 0, 0, 0, "é€😀", 0, // verb of 2 + 3 + 4 bytes
                0, 0, // session id
                0, 0, // token id
                5, 0, 0, 0, "\"é\"", 0, // arguments
                0, 0, 0, 0); // credentials: null

        assertGolden(golden, new Call(1, "é€😀", 0, 0, text("\"é\""), null));
    }

    @Test
    void cutsTextsAndObjectsAtInnerNul() {
        // W-23, W-27
        ByteBuf message = bytes(
                'K', // code: call
                1, 0, // call id
                7, 0, 0, 0, "ping", 0, 'x', 0, // verb
                0, 0, // session id
                0, 0, // token id
                5, 0, 0, 0, '1', 0, " 2", 0, // arguments
                4, 0, 0, 0, 'a', 0, 'b', 0); // credentials

        assertThat(toServer(message)).isEqualTo(new Call(1, "ping", 0, 0, text("1"), "a"));
    }

    @Test
    void keepsBytesOfObjectThatAreNotUtf8() {
        ByteBuf message =
                bytes('K', 1, 0, 2, 0, 0, 0, 0xff, 0, 0, 0, 0, 0, 5, 0, 0, 0, '"', 0xfe, 0xff, '"', 0, 0, 0, 0, 0);

        Call call = (Call) toServer(message);

        assertThat(call.verb()).isEqualTo("\ufffd");
        assertThat(call.arguments()).isEqualTo(bytes('"', 0xfe, 0xff, '"'));
    }

    @Test
    void rejectsVerbOfLengthZero() {
        assertFailsToServer(bytes('K', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0), Reason.BAD_STRING);
    }

    @Test
    void rejectsVerbWithoutFinalNul() {
        assertFailsToServer(bytes('K', 1, 0, 4, 0, 0, 0, "ping", 0, 0, 0, 0), Reason.BAD_STRING);
    }

    @Test
    void rejectsVerbThatPassesTheEnd() {
        assertFailsToServer(bytes('K', 1, 0, 6, 0, 0, 0, "ping", 0), Reason.TRUNCATED);
    }

    @Test
    void rejectsLengthOfFourGigabytes() {
        assertFailsToServer(bytes('K', 1, 0, 0xff, 0xff, 0xff, 0xff, "ping", 0), Reason.TRUNCATED);
    }

    @Test
    void rejectsNullArguments() {
        assertFailsToServer(bytes('K', 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), Reason.BAD_STRING);
    }

    @Test
    void holdsVerbAndCredentialsAgainstTheirLimits() {
        // B-35: exactly the limit is fine, one more byte is not.
        ProtocolLimits limits =
                ProtocolLimits.builder().maxVerbBytes(4).maxCredentialsBytes(3).build();
        ByteBuf fits = WsapiFixture.encode(new Call(1, "ping", 0, 0, text("null"), "abc"));
        ByteBuf longVerb = WsapiFixture.encode(new Call(1, "pings", 0, 0, text("null"), "abc"));
        ByteBuf longCredentials = WsapiFixture.encode(new Call(1, "ping", 0, 0, text("null"), "abcd"));

        assertThat(WsapiDecoder.decodeToServer(fits, limits)).isInstanceOf(Call.class);
        Wire.assertFails(longVerb, Reason.LIMIT, bytes -> WsapiDecoder.decodeToServer(bytes, limits));
        Wire.assertFails(longCredentials, Reason.LIMIT, bytes -> WsapiDecoder.decodeToServer(bytes, limits));
    }

    @Test
    void writesArrayAndBufferAlike() {
        byte[] json = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        var target = new CallTarget("ping", 3, 4, "0:0:1-x");

        ByteBuf fromArray = Wire.payload(out -> WsapiFixture.ENCODER.call(out, 9, target, json));
        ByteBuf fromBuffer =
                Wire.payload(out -> WsapiFixture.ENCODER.call(out, 9, target, Unpooled.wrappedBuffer(json)));

        assertThat(fromArray).isEqualTo(fromBuffer);
        assertThat(toServer(fromArray)).isEqualTo(new Call(9, "ping", 3, 4, text("{\"a\":1}"), "0:0:1-x"));
    }

    @Test
    void lendsArgumentsWithoutTakingThem() {
        ByteBuf message = fullCall();

        Call call = (Call) toServer(message);

        assertThat(call.arguments().unwrap()).isSameAs(message);
        assertThat(message.refCnt()).isOne();
        assertThat(message.readerIndex()).isZero();
    }

    @Test
    void refusesIdsThatDoNotFit() {
        assertThatThrownBy(() -> new Call(65_536, "v", 0, 0, text("null"), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("call id is 65536, allowed are 0 to 65535");
        assertThatThrownBy(() -> new CallTarget("v", -1, 0, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CallTarget("v", 0, 65_536, null)).isInstanceOf(IllegalArgumentException.class);
    }
}
