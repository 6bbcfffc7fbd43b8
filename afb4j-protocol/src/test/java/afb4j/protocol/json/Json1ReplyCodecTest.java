package afb4j.protocol.json;

import static afb4j.protocol.Wire.text;
import static afb4j.protocol.json.Json1Fixture.ENCODER;
import static afb4j.protocol.json.Json1Fixture.assertGolden;
import static afb4j.protocol.json.Json1Fixture.decode;
import static afb4j.protocol.json.Json1Fixture.written;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.protocol.json.Json1Message.Reply;
import org.junit.jupiter.api.Test;

/// http-and-wsj1.md 1.4 and 3.3.
class Json1ReplyCodecTest {

    private static final String DONE = "{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"success\",\"code\":0}}";

    private static Envelope envelope(String text) {
        return Envelope.decode(text(text)).orElseThrow();
    }

    @Test
    void readsAndWritesSuccess() {
        assertGolden("[3,\"1\"," + DONE + "]", new Reply("1", true, text(DONE)));
    }

    @Test
    void readsAndWritesFailure() {
        assertGolden("[4,\"99\",null]", new Reply("99", false, text("null")));
    }

    @Test
    void dropsFourthItem() {
        assertThat(decode("[3,\"1\"," + DONE + ",\"token\"]")).isEqualTo(new Reply("1", true, text(DONE)));
    }

    // 3.3: 3 for a code that is not negative, else 4
    @Test
    void writesEnvelopeInTheFormOfItsCode() {
        Envelope success = new Envelope("success", null, 5, text("{\"a\":1}"));
        Envelope failure = new Envelope("invalid-request", "bad\nthing", -12, null);

        assertThat(written(out -> ENCODER.reply(out, "a\"b", success)))
                .isEqualTo("[3,\"a\\\"b\",{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"success\",\"code\":5},"
                        + "\"response\":{\"a\":1}}]");
        assertThat(written(out -> ENCODER.reply(out, "", failure)))
                .isEqualTo("[4,\"\",{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"invalid-request\","
                        + "\"info\":\"bad\\u000athing\",\"code\":-12}}]");
    }

    @Test
    void readsTheEnvelopeOfAReply() {
        Envelope envelope = new Envelope("é", "\"", Integer.MIN_VALUE, text("[1]"));

        Reply reply = (Reply) decode(written(out -> ENCODER.reply(out, "7", envelope)));

        assertThat(reply.isSuccess()).isFalse();
        assertThat(reply.envelope()).contains(envelope);
    }

    // 1.4: response only if there is a value other than null
    @Test
    void takesResponseNullForNone() {
        assertThat(new Envelope("success", null, 0, text("null")).response()).isNull();
        assertThat(new Envelope("success", null, 0, text("nul1")).response()).isEqualTo(text("nul1"));
        assertThat(envelope("{\"request\":{\"status\":\"success\"},\"response\":null}"))
                .isEqualTo(new Envelope("success", null, 0, null));
    }

    @Test
    void countsTheBytesOfEnvelopes() {
        for (Envelope envelope : new Envelope[] {
            new Envelope("", null, 0, null),
            new Envelope("é", "\u0001", -1_000, null),
            new Envelope("\ud800", "", Integer.MIN_VALUE, text("{}")),
            new Envelope("success", "i", Integer.MAX_VALUE, text("[\"é\"]"))
        }) {
            String written = written(envelope::encode);

            assertThat(envelope.encodedBytes()).isEqualTo(text(written).readableBytes());
        }
    }

    @Test
    void readsEnvelopesOfOldBinders() {
        assertThat(envelope("{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"success\",\"uuid\":\"u\"}}"))
                .isEqualTo(new Envelope("success", null, 0, null));
        assertThat(envelope("{\"request\":{\"info\":\"why\",\"status\":\"failed\"},\"response\":1}"))
                .isEqualTo(new Envelope("failed", "why", -1_000, text("1")));
    }

    @Test
    void readsEnvelopeInAnyOrderWithBlanksAndTakesTheLastOfEqualNames() {
        assertThat(envelope(" { \"response\" : [ 1 ] , \"x\" : { } , \"request\" : { \"code\" : 3 , \"code\" : 4 ,"
                        + " \"st\\u0061tus\" : \"success\" , \"info\" : 5 } } "))
                .isEqualTo(new Envelope("success", null, 4, text("[ 1 ]")));
    }

    @Test
    void guessesCodeThatIsNoInt() {
        for (String code : new String[] {"1.0", "1e2", "\"3\"", "null", "2147483648", "-99999999999", "{}"}) {
            assertThat(envelope("{\"request\":{\"status\":\"success\",\"code\":" + code + "}}")
                            .code())
                    .isZero();
        }
    }

    @Test
    void seesThatABodyIsNoEnvelope() {
        for (String body : new String[] {
            "null",
            "1",
            "\"unimplemented\"",
            "[]",
            "{}",
            "{\"a\":1}",
            "{\"request\":1}",
            "{\"request\":{}}",
            "{\"request\":{\"status\":1}}",
            "{\"request\":null}",
            "",
            "{",
            "{\"request\":{\"status\":\"s\"}",
            "{}{}"
        }) {
            assertThat(Envelope.decode(text(body))).as(body).isEmpty();
        }
        assertThat(new Reply("1", false, text("\"unimplemented\"")).envelope()).isEmpty();
    }
}
