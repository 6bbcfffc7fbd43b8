package afb4j.protocol.wsapi;

import static afb4j.protocol.Wire.bytes;
import static afb4j.protocol.Wire.text;
import static afb4j.protocol.wsapi.WsapiFixture.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.Wire;
import afb4j.protocol.wsapi.WsapiMessage.Describe;
import afb4j.protocol.wsapi.WsapiMessage.Description;
import io.netty.buffer.ByteBuf;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// W-80 .. W-83
class DescriptionCodecTest {

    private static ByteBuf narrow() {
        return bytes(
                'd', // code: description
                0x01, 0x02, // description id 513, 16 bits
                3, 0, 0, 0, "{}", 0); // description
    }

    private static ByteBuf wide() {
        return bytes(
                'd', // code: description
                0x01, 0x02, 0, 0, // description id 513, 32 bits
                3, 0, 0, 0, "{}", 0); // description
    }

    private static WsapiMessage.ToClient decode(ByteBuf message, Integer... pending) {
        return WsapiDecoder.decodeToClient(message, ProtocolLimits.DEFAULTS, Set.of(pending)::contains);
    }

    @Test
    void readsAndWritesDescribe() {
        ByteBuf golden = bytes(
                'D', // code: describe
                1, 2); // description id 513

        assertGolden(golden, new Describe(513));
    }

    // B-16
    @Test
    void readsBothForms() {
        assertThat(decode(narrow(), 513)).isEqualTo(new Description(513, text("{}")));
        assertThat(decode(wide(), 513)).isEqualTo(new Description(513, text("{}")));
    }

    @Test
    void writesNarrowFormUnlessWideIsWanted() {
        var description = new Description(513, text("{}"));

        assertThat(WsapiFixture.encode(description)).isEqualTo(narrow());
        assertThat(Wire.payload(
                        out -> WsapiFixture.ENCODER.withWideDescriptionIds().encode(out, description)))
                .isEqualTo(wide());
    }

    @Test
    void givesNullForPendingIdWhateverFollows() {
        var nothing = new Description(513, text("null"));

        assertThat(decode(bytes('d', 1, 2), 513)).isEqualTo(nothing);
        assertThat(decode(bytes('d', 1, 2, 3, 0, 0, 0, "{"), 513)).isEqualTo(nothing);
        assertThat(decode(bytes('d', 1, 2, 2, 0, 0, 0, "{}"), 513)).isEqualTo(nothing);
        assertThat(decode(bytes('d', 1, 2, 0, 0, 0, 0), 513)).isEqualTo(nothing);
        assertThat(decode(bytes('d', 1, 2, 3, 0, 0, 0, "{}", 0, "more"), 513)).isEqualTo(nothing);
        assertThat(decode(bytes('d', 1, 2, 0, 0, 2, 0, 0, 0, "{}"), 513)).isEqualTo(nothing);
    }

    @Test
    void rejectsIdNobodyWaitsFor() {
        Wire.assertFails(narrow(), Reason.NOT_PENDING, bytes -> decode(bytes, 1));
        Wire.assertFails(wide(), Reason.NOT_PENDING, bytes -> decode(bytes, 1));
    }

    @Test
    void rejectsWideIdOverSixteenBits() {
        ByteBuf message = bytes('d', 1, 2, 1, 0, 3, 0, 0, 0, "{}", 0);

        Wire.assertFails(message, Reason.NOT_PENDING, bytes -> decode(bytes, 1));
    }

    @Test
    void endsEveryPrefixWithNullOrTypedFailure() {
        for (ByteBuf message : new ByteBuf[] {narrow(), wide()}) {
            for (int bytes = 0; bytes < message.readableBytes(); bytes++) {
                ByteBuf prefix = message.copy(0, bytes);
                try {
                    assertThat(decode(prefix, 513)).isEqualTo(new Description(513, text("null")));
                    assertThat(bytes).isGreaterThanOrEqualTo(3);
                } catch (ProtocolException failure) {
                    assertThat(bytes).isLessThan(3);
                    assertThat(failure.reason()).isIn(Reason.EMPTY, Reason.TRUNCATED);
                }
            }
        }
    }
}
