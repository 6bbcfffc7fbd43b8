package afb4j.protocol.legacy;

import static afb4j.protocol.Wire.bytes;
import static afb4j.protocol.Wire.text;
import static afb4j.protocol.legacy.LegacyFixture.toClient;
import static afb4j.protocol.legacy.LegacyFixture.toServer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.Wire;
import afb4j.protocol.legacy.LegacyMessage.Success;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LegacyDecoderTest {

    private static String toServerCodes(LegacyDialect dialect) {
        return dialect == LegacyDialect.Y2017 ? "CRD" : "CD";
    }

    private static String toClientCodes(LegacyDialect dialect) {
        return dialect == LegacyDialect.Y2017 ? "TFB+-!*SUd" : "Y+-!*SUd";
    }

    @ParameterizedTest
    @EnumSource
    void rejectsEmptyMessage(LegacyDialect dialect) {
        Wire.assertFails(bytes(), Reason.EMPTY, bytes -> toServer(bytes, dialect));
        Wire.assertFails(bytes(), Reason.EMPTY, bytes -> toClient(bytes, dialect));
    }

    @ParameterizedTest
    @EnumSource
    void sortsEveryCodeByItsTable(LegacyDialect dialect) {
        for (int code = 0; code < 256; code++) {
            ByteBuf message = bytes(code);
            boolean known = toServerCodes(dialect).indexOf(code) >= 0;
            boolean knownOtherWay = toClientCodes(dialect).indexOf(code) >= 0;

            Wire.assertFails(message, reason(known, knownOtherWay), bytes -> toServer(bytes, dialect));
            Wire.assertFails(message, reason(knownOtherWay, known), bytes -> toClient(bytes, dialect));
        }
    }

    private static Reason reason(boolean known, boolean knownOtherWay) {
        if (known) {
            return Reason.TRUNCATED;
        }
        return knownOtherWay ? Reason.WRONG_DIRECTION : Reason.UNKNOWN_CODE;
    }

    @Test
    void cutsTextsAndObjectsAtInnerNul() {
        // W-23, W-27
        ByteBuf message = bytes(
                'T', // code: success
                1, 0, 0, 0, // call id
                4, 0, 0, 0, 'a', 0, 'b', 0, // info
                4, 0, 0, 0, '1', 0, '2', 0); // object

        assertThat(toClient(message, LegacyDialect.Y2017)).isEqualTo(new Success(1, "a", text("1")));
    }

    @Test
    void writesNothingOfMessageOverTheLimit() {
        // W-18
        var encoder = LegacyEncoder.create(LegacyDialect.Y2017, 200);
        ByteBuf out = bytes("before");

        assertThatThrownBy(() -> encoder.encode(out, new Success(1, "", text("1".repeat(186)))))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.LIMIT));
        assertThat(out).isEqualTo(bytes("before"));
    }
}
