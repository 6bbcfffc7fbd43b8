package afb4j.protocol.legacy;

import static afb4j.protocol.Wire.bytes;
import static afb4j.protocol.Wire.text;
import static afb4j.protocol.legacy.LegacyDialect.Y2017;
import static afb4j.protocol.legacy.LegacyDialect.Y2018;
import static afb4j.protocol.legacy.LegacyDialect.Y2019;
import static afb4j.protocol.legacy.LegacyFixture.assertFailsToServer;
import static afb4j.protocol.legacy.LegacyFixture.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.Wire;
import afb4j.protocol.legacy.LegacyMessage.Call;
import afb4j.protocol.legacy.LegacyMessage.Failure;
import afb4j.protocol.legacy.LegacyMessage.Reply;
import afb4j.protocol.legacy.LegacyMessage.Success;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;

class LegacyCallCodecTest {

    @Test
    void readsAndWritesCallOf2017() {
        ByteBuf golden = bytes(
                'C', // code: call
                0x21, 0x81, 0xae, 0x6f, // call id
                5, 0, 0, 0, "ping", 0, // verb
                4, 0, 0, 0, "uid", 0, // session uuid
                5, 0, 0, 0, "null", 0); // arguments

        assertGolden(golden, new Call(0x6fae8121, "ping", "uid", text("null"), null), Y2017);
    }

    @Test
    void readsAndWritesCallSince2018() {
        // L-20
        ByteBuf golden = bytes(
                'C', // code: call
                0xff, 0xff, 0xff, 0xff, // call id: any 32 bits (L-01)
                5, 0, 0, 0, "ping", 0, // verb
                4, 0, 0, 0, "uid", 0, // session uuid
                5, 0, 0, 0, "null", 0, // arguments
                6, 0, 0, 0, "0:0:1", 0); // credentials

        assertGolden(golden, new Call(-1, "ping", "uid", text("null"), "0:0:1"), Y2018, Y2019);
    }

    @Test
    void readsAndWritesNullCredentials() {
        ByteBuf golden = bytes('C', 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 2, 0, 0, 0, '1', 0, 0, 0, 0, 0);

        assertGolden(golden, new Call(0, "", "", text("1"), null), Y2018, Y2019);
    }

    @Test
    void requiresCredentialsSince2018() {
        // L-20
        ByteBuf call = LegacyFixture.encode(new Call(1, "v", "s", text("1"), null), Y2017);

        assertFailsToServer(call, Y2018, Reason.TRUNCATED);
        assertFailsToServer(call, Y2019, Reason.TRUNCATED);
    }

    @Test
    void readsAndWritesSuccess() {
        ByteBuf golden = bytes(
                'T', // code: success
                1, 2, 3, 4, // call id
                3, 0, 0, 0, "ok", 0, // info
                3, 0, 0, 0, "[]", 0); // object

        assertGolden(golden, new Success(0x04030201, "ok", text("[]")), Y2017);
    }

    @Test
    void readsAndWritesFailure() {
        ByteBuf golden = bytes(
                'F', // code: failure
                1, 2, 3, 4, // call id
                7, 0, 0, 0, "failed", 0, // status
                1, 0, 0, 0, 0); // info: none (L-03)

        assertGolden(golden, new Failure(0x04030201, "failed", ""), Y2017);
    }

    @Test
    void readsAndWritesReply() {
        ByteBuf golden = bytes(
                'Y', // code: reply
                1, 2, 3, 4, // call id
                0, 0, 0, 0, // error: null
                3, 0, 0, 0, "ok", 0, // info
                3, 0, 0, 0, "[]", 0); // object

        assertGolden(golden, new Reply(0x04030201, null, "ok", text("[]")), Y2018, Y2019);
    }

    @Test
    void rejectsNullInfoOf2017() {
        LegacyFixture.assertFailsToClient(
                bytes('T', 1, 2, 3, 4, 0, 0, 0, 0, 2, 0, 0, 0, '1', 0), Y2017, Reason.BAD_STRING);
    }

    @Test
    void holdsTextsAgainstTheirLimits() {
        // B-35
        ProtocolLimits limits = ProtocolLimits.builder()
                .maxVerbBytes(4)
                .maxSessionUuidBytes(3)
                .maxCredentialsBytes(2)
                .build();
        ByteBuf fits = LegacyFixture.encode(new Call(1, "ping", "uid", text("1"), "ab"), Y2018);
        ByteBuf longVerb = LegacyFixture.encode(new Call(1, "pings", "uid", text("1"), "ab"), Y2018);
        ByteBuf longUuid = LegacyFixture.encode(new Call(1, "ping", "uuid", text("1"), "ab"), Y2018);
        ByteBuf longCredentials = LegacyFixture.encode(new Call(1, "ping", "uid", text("1"), "abc"), Y2018);

        assertThat(LegacyDecoder.decodeToServer(fits, Y2018, limits)).isInstanceOf(Call.class);
        Wire.assertFails(longVerb, Reason.LIMIT, bytes -> LegacyDecoder.decodeToServer(bytes, Y2018, limits));
        Wire.assertFails(longUuid, Reason.LIMIT, bytes -> LegacyDecoder.decodeToServer(bytes, Y2018, limits));
        Wire.assertFails(longCredentials, Reason.LIMIT, bytes -> LegacyDecoder.decodeToServer(bytes, Y2018, limits));
    }

    @Test
    void findsIdOfCallOrAnswerThatDoesNotDecode() {
        // W-93, L-10
        for (char code : "CTFY".toCharArray()) {
            assertThat(LegacyDecoder.callId(bytes(code, 1, 2, 3, 4))).hasValue(0x04030201);
            assertThat(LegacyDecoder.callId(bytes(code, 1, 2, 3))).isEmpty();
        }
        assertThat(LegacyDecoder.callId(bytes('B', 1, 2, 3, 4))).isEmpty();
        assertThat(LegacyDecoder.callId(bytes())).isEmpty();
    }
}
