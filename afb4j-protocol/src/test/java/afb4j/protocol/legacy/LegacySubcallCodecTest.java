package afb4j.protocol.legacy;

import static afb4j.protocol.Wire.bytes;
import static afb4j.protocol.Wire.text;
import static afb4j.protocol.legacy.LegacyDialect.Y2017;
import static afb4j.protocol.legacy.LegacyDialect.Y2018;
import static afb4j.protocol.legacy.LegacyDialect.Y2019;
import static afb4j.protocol.legacy.LegacyFixture.assertFailsToClient;
import static afb4j.protocol.legacy.LegacyFixture.assertFailsToServer;
import static afb4j.protocol.legacy.LegacyFixture.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.legacy.LegacyMessage.Describe;
import afb4j.protocol.legacy.LegacyMessage.Description;
import afb4j.protocol.legacy.LegacyMessage.Subcall;
import afb4j.protocol.legacy.LegacyMessage.SubcallAnswer;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;

/// L-07, L-08, and descriptions.
class LegacySubcallCodecTest {

    @Test
    void readsAndWritesSubcall() {
        ByteBuf golden = bytes(
                'B', // code: subcall
                1, 2, 3, 4, // subcall id
                5, 6, 7, 8, // call id
                4, 0, 0, 0, "api", 0, // api
                5, 0, 0, 0, "verb", 0, // verb
                5, 0, 0, 0, "null", 0); // arguments

        assertGolden(golden, new Subcall(0x04030201, 0x08070605, "api", "verb", text("null")), Y2017);
    }

    @Test
    void readsAndWritesSubcallAnswer() {
        ByteBuf golden = bytes(
                'R', // code: answer to a subcall
                1, 2, 3, 4, // subcall id
                5, // iserror: any value but 0
                3, 0, 0, 0, "{}", 0); // result

        var answer = new SubcallAnswer(0x04030201, 5, text("{}"));
        assertGolden(golden, answer, Y2017);
        assertThat(answer.isError()).isTrue();
        assertThat(new SubcallAnswer(1, 0, text("{}")).isError()).isFalse();
    }

    @Test
    void knowsNoSubcallsSince2018() {
        // L-20
        assertFailsToClient(bytes('B', 1, 2, 3, 4), Y2018, Reason.UNKNOWN_CODE);
        assertFailsToServer(bytes('R', 1, 2, 3, 4), Y2019, Reason.UNKNOWN_CODE);
    }

    @Test
    void findsIdOfSubcallThatDoesNotDecode() {
        // L-08
        assertThat(LegacyDecoder.subcallId(bytes('B', 1, 2, 3, 4))).hasValue(0x04030201);
        assertThat(LegacyDecoder.subcallId(bytes('R', 1, 2, 3, 4))).hasValue(0x04030201);
        assertThat(LegacyDecoder.subcallId(bytes('B', 1, 2, 3))).isEmpty();
        assertThat(LegacyDecoder.subcallId(bytes('C', 1, 2, 3, 4))).isEmpty();
    }

    @Test
    void readsAndWritesDescribe() {
        ByteBuf golden = bytes(
                'D', // code: describe
                1, 2, 3, 4); // description id

        assertGolden(golden, new Describe(0x04030201), LegacyDialect.values());
    }

    @Test
    void readsAndWritesDescription() {
        ByteBuf golden = bytes(
                'd', // code: description
                1, 2, 3, 4, // description id
                5, 0, 0, 0, "null", 0); // description

        assertGolden(golden, new Description(0x04030201, text("null")), LegacyDialect.values());
    }

    @Test
    void refusesErrorCodeThatDoesNotFit() {
        assertThatThrownBy(() -> new SubcallAnswer(1, 256, text("{}"))).isInstanceOf(IllegalArgumentException.class);
    }
}
