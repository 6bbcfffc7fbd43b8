package afb4j.protocol.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.Wire;
import io.netty.buffer.ByteBuf;

/// Short forms of decoding and encoding with default limits.
final class LegacyFixture {

    private LegacyFixture() {}

    static LegacyMessage.ToServer toServer(ByteBuf message, LegacyDialect dialect) {
        return LegacyDecoder.decodeToServer(message, dialect, ProtocolLimits.DEFAULTS);
    }

    static LegacyMessage.ToClient toClient(ByteBuf message, LegacyDialect dialect) {
        return LegacyDecoder.decodeToClient(message, dialect, ProtocolLimits.DEFAULTS);
    }

    static ByteBuf encode(LegacyMessage message, LegacyDialect dialect) {
        var encoder = LegacyEncoder.create(dialect, ProtocolLimits.DEFAULT_MAX_MESSAGE_BYTES);
        return Wire.payload(out -> encoder.encode(out, message));
    }

    /// Golden test of a message: it decodes to `expected`, encodes back, and no prefix of it decodes.
    static void assertGolden(ByteBuf golden, LegacyMessage expected, LegacyDialect... dialects) {
        for (LegacyDialect dialect : dialects) {
            assertThat(decode(golden, expected, dialect)).as("%s", dialect).isEqualTo(expected);
            assertThat(encode(expected, dialect)).as("%s", dialect).isEqualTo(golden);
            Wire.assertEveryPrefixFails(golden, prefix -> decode(prefix, expected, dialect));
            // W-25: bytes after the last field are ignored
            ByteBuf longer = golden.copy().writeByte(0).writeByte('x');
            assertThat(decode(longer, expected, dialect)).as("%s", dialect).isEqualTo(expected);
        }
    }

    static void assertFailsToServer(ByteBuf message, LegacyDialect dialect, Reason reason) {
        Wire.assertFails(message, reason, bytes -> toServer(bytes, dialect));
    }

    static void assertFailsToClient(ByteBuf message, LegacyDialect dialect, Reason reason) {
        Wire.assertFails(message, reason, bytes -> toClient(bytes, dialect));
    }

    private static LegacyMessage decode(ByteBuf message, LegacyMessage expected, LegacyDialect dialect) {
        return switch (expected) {
            case LegacyMessage.ToServer _ -> toServer(message, dialect);
            case LegacyMessage.ToClient _ -> toClient(message, dialect);
        };
    }
}
