package afb4j.protocol.dialect;

import static afb4j.protocol.Wire.bytes;
import static afb4j.protocol.Wire.text;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.Wire;
import afb4j.protocol.legacy.LegacyDialect;
import afb4j.protocol.legacy.LegacyEncoder;
import afb4j.protocol.legacy.LegacyMessage;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;

/// 5.4
class DialectTest {

    private static ByteBuf legacyCall(LegacyDialect dialect, boolean hasCredentials) {
        var call = new LegacyMessage.Call(1, "ping", "uuid", text("null"), hasCredentials ? "0:0:1-x" : null);
        var encoder = LegacyEncoder.create(dialect, ProtocolLimits.DEFAULT_MAX_MESSAGE_BYTES);
        return Wire.payload(out -> encoder.encode(out, call));
    }

    @Test
    void takesOfferForVersionOne() {
        assertThat(Dialect.ofFirstMessage(bytes('V', 0x09, 0x14, 0x4c, 0x17, 1, 1)))
                .isEqualTo(Dialect.WSAPI_V1);
    }

    @Test
    void takesMessagesBeforeAnyOfferForVersionOne() {
        for (char code : "KSTU".toCharArray()) {
            assertThat(Dialect.ofFirstMessage(bytes(code, 1, 0))).isEqualTo(Dialect.WSAPI_V1);
        }
    }

    @Test
    void tellsDescribesByTheirLength() {
        assertThat(Dialect.ofFirstMessage(bytes('D', 1, 0))).isEqualTo(Dialect.WSAPI_V1);
        assertThat(Dialect.ofFirstMessage(bytes('D', 1, 0, 0, 0))).isEqualTo(Dialect.LEGACY);
        assertThat(Dialect.ofFirstMessage(bytes('D', 1, 0, 0))).isEqualTo(Dialect.UNKNOWN);
        assertThat(Dialect.ofFirstMessage(bytes('D'))).isEqualTo(Dialect.UNKNOWN);
    }

    @Test
    void tellsLegacyCallsByTheirCredentials() {
        assertThat(Dialect.ofFirstMessage(legacyCall(LegacyDialect.Y2017, false)))
                .isEqualTo(Dialect.LEGACY_2017);
        assertThat(Dialect.ofFirstMessage(legacyCall(LegacyDialect.Y2018, false)))
                .isEqualTo(Dialect.LEGACY_2018);
        assertThat(Dialect.ofFirstMessage(legacyCall(LegacyDialect.Y2018, true)))
                .isEqualTo(Dialect.LEGACY_2018);
        assertThat(Dialect.ofFirstMessage(legacyCall(LegacyDialect.Y2019, true)))
                .isEqualTo(Dialect.LEGACY_2018);
    }

    @Test
    void doesNotGuessFromMalformedLegacyCall() {
        ByteBuf call = legacyCall(LegacyDialect.Y2018, true);
        ByteBuf withoutCredentials = legacyCall(LegacyDialect.Y2017, false);

        for (int bytes = 1; bytes < call.readableBytes(); bytes++) {
            Dialect expected = bytes == withoutCredentials.readableBytes() ? Dialect.LEGACY_2017 : Dialect.UNKNOWN;
            assertThat(Dialect.ofFirstMessage(call.copy(0, bytes))).isEqualTo(expected);
        }
        assertThat(Dialect.ofFirstMessage(call.copy().writeByte(0))).isEqualTo(Dialect.UNKNOWN);
    }

    @Test
    void knowsNothingOfOtherMessages() {
        assertThat(Dialect.ofFirstMessage(bytes())).isEqualTo(Dialect.UNKNOWN);
        assertThat(Dialect.ofFirstMessage(bytes('k', 1, 0))).isEqualTo(Dialect.UNKNOWN);
    }

    @Test
    void leavesTheMessageUnread() {
        ByteBuf call = legacyCall(LegacyDialect.Y2018, true);

        Dialect.ofFirstMessage(call);

        assertThat(call.readerIndex()).isZero();
    }
}
