package afb4j.protocol.wsapi;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.Wire;
import io.netty.buffer.ByteBuf;

/// Short forms of decoding and encoding with default limits, all description ids pending.
final class WsapiFixture {

    static final WsapiEncoder ENCODER = WsapiEncoder.create(ProtocolLimits.DEFAULT_MAX_MESSAGE_BYTES);

    private WsapiFixture() {}

    static WsapiMessage.ToServer toServer(ByteBuf message) {
        return WsapiDecoder.decodeToServer(message, ProtocolLimits.DEFAULTS);
    }

    static WsapiMessage.ToClient toClient(ByteBuf message) {
        return WsapiDecoder.decodeToClient(message, ProtocolLimits.DEFAULTS, _ -> true);
    }

    static ByteBuf encode(WsapiMessage message) {
        return Wire.payload(out -> ENCODER.encode(out, message));
    }

    /// Golden test of a message: it decodes to `expected`, encodes back, and no prefix of it decodes.
    static void assertGolden(ByteBuf golden, WsapiMessage expected) {
        WsapiMessage decoded = decode(golden, expected);

        assertThat(decoded).isEqualTo(expected);
        assertThat(encode(expected)).isEqualTo(golden);
        Wire.assertEveryPrefixFails(golden, prefix -> decode(prefix, expected));
        assertIgnoresBytesAfterLastField(golden, expected);
    }

    static void assertFailsToServer(ByteBuf message, Reason reason) {
        Wire.assertFails(message, reason, WsapiFixture::toServer);
    }

    static void assertFailsToClient(ByteBuf message, Reason reason) {
        Wire.assertFails(message, reason, WsapiFixture::toClient);
    }

    /// W-25.
    private static void assertIgnoresBytesAfterLastField(ByteBuf golden, WsapiMessage expected) {
        ByteBuf longer = golden.copy().writeByte(0).writeByte('x');
        assertThat(decode(longer, expected)).isEqualTo(expected);
    }

    private static WsapiMessage decode(ByteBuf message, WsapiMessage expected) {
        return switch (expected) {
            case WsapiMessage.ToServer _ -> toServer(message);
            case WsapiMessage.ToClient _ -> toClient(message);
        };
    }
}
