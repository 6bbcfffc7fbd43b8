package afb4j.protocol.json;

import static afb4j.protocol.Wire.bytes;
import static afb4j.protocol.Wire.text;
import static afb4j.protocol.json.Json1Fixture.assertFails;
import static afb4j.protocol.json.Json1Fixture.decode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.protocol.CloseCode;
import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.Wire;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What counts as malformed: http-and-wsj1.md 3.4.
class Json1DecoderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                // not an array
                "",
                " ",
                "garbage",
                "{\"a\":1}",
                "2",
                "\"[2]\"",
                "null",
                // first item not one of the single characters 2 3 4 5
                "[]",
                "[ ]",
                "[1,\"1\",\"a/b\",null]",
                "[6,\"1\",\"x\",null]",
                "[22,\"1\",\"x/y\",null]",
                "[\"2\",\"1\",\"a/b\",null]",
                "[2.0,\"1\",\"a/b\",null]",
                "[02,\"1\",\"a/b\",null]",
                "[+2,\"1\",\"a/b\",null]",
                "[null,\"1\",\"a/b\",null]",
                // count of items
                "[2]",
                "[2,\"1\"]",
                "[2,\"1\",\"a/b\"]",
                "[2,\"1\",\"a/b\",null,\"t\",1]",
                "[3]",
                "[3,\"1\"]",
                "[3,\"1\",{},\"t\",1]",
                "[4,\"1\"]",
                "[4,\"1\",{},\"t\",1]",
                "[5]",
                "[5,\"a/b\"]",
                "[5,\"a/b\",null,1]",
                "[2,\"1\",\"a/b\",null,1,1,1,1]",
                // unbalanced
                "[2,\"1\",\"a/b\",{",
                "[2,\"1\",\"a/b\",null",
                "[2,\"1\",\"a/b\",[}]",
                "[2,\"1\",\"a/b\",{]]",
                "[2,\"1\",\"a/b\",\"x]",
                "[2,\"1\",\"a/b\",null}",
                // text after the end
                "[2,\"1\",\"a/b\",null] x",
                "[2,\"1\",\"a/b\",null]]",
                "[2,\"1\",\"a/b\",null][]",
                "[2,\"1\",\"a/b\",null]\u0000",
                "\uFEFF[2,\"1\",\"a/b\",null]",
                // missing items and commas
                "[2,,\"a/b\",null]",
                "[2,\"1\",\"a/b\",]",
                "[2,\"1\",\"a/b\",null,]",
                "[,2]",
                "[2 \"1\",\"a/b\",null]",
                "[2,\"1\" \"a/b\",null]",
                // types
                "[2,[1],\"a/b\",null]",
                "[2,{},\"a/b\",null]",
                "[2,\"1\",1,null]",
                "[2,\"1\",null,null]",
                "[2,\"1\",[\"a/b\"],null]",
                "[2,\"1\",\"a/b\",null,1]",
                "[2,\"1\",\"a/b\",null,{}]",
                "[2,\"1\",\"a/b\",null,false]",
                "[3,[],{}]",
                // arguments that are no JSON, vector not-json-arg
                "[2,\"1\",\"a/b\",{bad}]",
                "[2,\"1\",\"a/b\",foo]",
                "[2,\"1\",\"a/b\",'x']",
                "[2,'1',\"a/b\",null]",
                "[2,\"1\",\"a/b\",NaN]",
                "[2,\"1\",\"a/b\",null/**/]",
            })
    void rejectsWhatIsNoMessage(String text) {
        assertFails(text, Reason.INVALID_FRAME);
    }

    @Test
    void tellsHowToCloseForEachFailure() {
        assertCloses(text("[2,\"1\",\"a/b\",foo]"), CloseCode.POLICY_VIOLATION, "invalid-frame");
        assertCloses(text("[2,\"1\",\"hello\",null]"), CloseCode.POLICY_VIOLATION, "");
        assertCloses(bytes("[2,\"", 0xff, "\",\"a/b\",null]"), CloseCode.INVALID_PAYLOAD_DATA, "");
        assertCloses(Wire.text("x".repeat(1_048_501)), CloseCode.MESSAGE_TOO_BIG, "");
        // What the decoder does not see itself.
        assertThat(Reason.UNBOUND_CALL_ID.closeCode()).isEqualTo(CloseCode.POLICY_VIOLATION);
        assertThat(Reason.UNBOUND_CALL_ID.closeReason()).isEqualTo("unbound-call-id");
        assertThat(Reason.BINARY_FRAME.closeCode()).isEqualTo(CloseCode.UNSUPPORTED_DATA);
        assertThat(Reason.BINARY_FRAME.closeReason()).isEmpty();
    }

    private static void assertCloses(ByteBuf message, CloseCode code, String reason) {
        assertThatThrownBy(() -> decode(message)).isInstanceOfSatisfying(ProtocolException.class, failure -> {
            assertThat(failure.closeCode()).isEqualTo(code);
            assertThat(failure.closeReason()).isEqualTo(reason);
            assertThat(failure.getStackTrace()).isEmpty();
        });
    }

    @Test
    void holdsTheMessageAgainstItsLimit() {
        // vector large: 1048500 bytes pass
        String longest = "[2,\"1\",\"hello/success\",\"" + "x".repeat(1_048_474) + "\"]";

        decode(longest);
        assertFails(longest + " ", Reason.LIMIT);
    }

    @Test
    void takesTheLimitFromTheConfiguration() {
        ProtocolLimits limits = ProtocolLimits.builder().maxMessageBytes(125).build();
        String longest = "[2,\"1\",\"a/b\",\"" + "x".repeat(109) + "\"]";

        Json1Decoder.decode(text(longest), limits);
        Wire.assertFails(text(longest + " "), Reason.LIMIT, bytes -> Json1Decoder.decode(bytes, limits));
    }

    @Test
    void namesThePlaceAndWhatWasExpected() {
        assertThatThrownBy(() -> decode("[2,\"1\",\"a/b\",foo]")).hasMessage("byte 14 is 0x6f, expected a literal");
        assertThatThrownBy(() -> decode("[2,\"1\"")).hasMessage("the text ends after 6 bytes, expected ']'");
        assertThatThrownBy(() -> decode("[5,\"a/b\",null,1]")).hasMessage("message of kind 5 has 4 items, expected 3");
        assertThatThrownBy(() -> decode("[2,\"1\",\"a/b\"]"))
                .hasMessage("message of kind 2 has 3 items, expected 4 or 5");
    }
}
