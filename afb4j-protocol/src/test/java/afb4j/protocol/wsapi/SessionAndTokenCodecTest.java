package afb4j.protocol.wsapi;

import static afb4j.protocol.Wire.bytes;
import static afb4j.protocol.wsapi.WsapiFixture.assertFailsToServer;
import static afb4j.protocol.wsapi.WsapiFixture.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.Wire;
import afb4j.protocol.wsapi.WsapiMessage.SessionAdd;
import afb4j.protocol.wsapi.WsapiMessage.SessionDrop;
import afb4j.protocol.wsapi.WsapiMessage.TokenAdd;
import afb4j.protocol.wsapi.WsapiMessage.TokenDrop;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;

class SessionAndTokenCodecTest {

    @Test
    void readsAndWritesSessionAdd() {
        ByteBuf golden = bytes(
                'S', // code: session add
                1,
                0, // session id
                37,
                0,
                0,
                0,
                "123e4567-e89b-12d3-a456-426614174000",
                0); // uuid

        assertGolden(golden, new SessionAdd(1, "123e4567-e89b-12d3-a456-426614174000"));
    }

    @Test
    void readsAndWritesSessionDrop() {
        ByteBuf golden = bytes(
                's', // code: session drop
                0xff, 0xff); // session id

        assertGolden(golden, new SessionDrop(65_535));
    }

    @Test
    void readsAndWritesTokenAdd() {
        ByteBuf golden = bytes(
                'T', // code: token add
                2, 0, // token id
                4, 0, 0, 0, "abc", 0); // token

        assertGolden(golden, new TokenAdd(2, "abc"));
    }

    @Test
    void readsAndWritesTokenDrop() {
        ByteBuf golden = bytes(
                't', // code: token drop
                2, 0); // token id

        assertGolden(golden, new TokenDrop(2));
    }

    @Test
    void acceptsEmptySessionUuid() {
        // W-50
        assertGolden(bytes('S', 1, 0, 1, 0, 0, 0, 0), new SessionAdd(1, ""));
    }

    @Test
    void leavesTheRuleOfThirtySixBytesToTheLayerAbove() {
        // W-50: who answers must know the id, so the message still decodes
        ByteBuf message = WsapiFixture.encode(new SessionAdd(1, "x".repeat(37)));

        assertThat(WsapiFixture.toServer(message)).isEqualTo(new SessionAdd(1, "x".repeat(37)));
    }

    @Test
    void holdsTextsAgainstTheirLimits() {
        // B-35
        ProtocolLimits limits =
                ProtocolLimits.builder().maxSessionUuidBytes(3).maxTokenBytes(2).build();
        ByteBuf session = WsapiFixture.encode(new SessionAdd(1, "abcd"));
        ByteBuf token = WsapiFixture.encode(new TokenAdd(1, "abc"));

        Wire.assertFails(session, Reason.LIMIT, bytes -> WsapiDecoder.decodeToServer(bytes, limits));
        Wire.assertFails(token, Reason.LIMIT, bytes -> WsapiDecoder.decodeToServer(bytes, limits));
    }

    @Test
    void rejectsNullTexts() {
        assertFailsToServer(bytes('S', 1, 0, 0, 0, 0, 0), Reason.BAD_STRING);
        assertFailsToServer(bytes('T', 1, 0, 0, 0, 0, 0), Reason.BAD_STRING);
    }

    @Test
    void hidesTokenInTextForm() {
        assertThat(new TokenAdd(2, "secret")).hasToString("TokenAdd[tokenId=2]");
    }
}
