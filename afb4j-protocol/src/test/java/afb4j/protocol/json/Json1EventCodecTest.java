package afb4j.protocol.json;

import static afb4j.protocol.Wire.text;
import static afb4j.protocol.json.Json1Fixture.ENCODER;
import static afb4j.protocol.json.Json1Fixture.assertFails;
import static afb4j.protocol.json.Json1Fixture.assertGolden;
import static afb4j.protocol.json.Json1Fixture.decode;
import static afb4j.protocol.json.Json1Fixture.written;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.Wire;
import afb4j.protocol.json.Json1Message.Event;
import org.junit.jupiter.api.Test;

/// http-and-wsj1.md 3.3 and 4.
class Json1EventCodecTest {

    private static final String TICK =
            "[5,\"probe/tick\",{\"jtype\":\"afb-event\",\"event\":\"probe/tick\",\"data\":{\"n\":1}}]";

    @Test
    void readsAndWritesEvent() {
        assertGolden(
                TICK,
                new Event("probe/tick", text("{\"jtype\":\"afb-event\",\"event\":\"probe/tick\",\"data\":{\"n\":1}}")));
    }

    @Test
    void writesEventOfItsData() {
        assertThat(written(out -> ENCODER.event(out, "probe/tick", text("{\"n\":1}"))))
                .isEqualTo(TICK);
        assertThat(written(out -> ENCODER.event(out, "a/\"", text("null"))))
                .isEqualTo("[5,\"a/\\\"\",{\"jtype\":\"afb-event\",\"event\":\"a/\\\"\",\"data\":null}]");
    }

    @Test
    void findsTheDataOfEvents() {
        assertThat(((Event) decode(TICK)).data()).contains(text("{\"n\":1}"));
        assertThat(new Event("a/b", text("{\"data\":null}")).data()).contains(text("null"));
    }

    // vector client-event
    @Test
    void acceptsEventsOfAnyShape() {
        for (String body : new String[] {"{\"x\":1}", "null", "[{\"data\":1}]", "\"data\""}) {
            Event event = (Event) decode("[5,\"no slash\"," + body + "]");

            assertThat(event).isEqualTo(new Event("no slash", text(body)));
            assertThat(event.data()).isEmpty();
        }
    }

    @Test
    void decodesEscapesOfNames() {
        assertThat(decode("[5,\"a\\/b\",1]")).isEqualTo(new Event("a/b", text("1")));
    }

    @Test
    void rejectsNameThatIsNoString() {
        assertFails("[5,1,{}]", Reason.INVALID_FRAME);
        assertFails("[5,null,{}]", Reason.INVALID_FRAME);
        assertFails("[5,[\"a/b\"],{}]", Reason.INVALID_FRAME);
    }

    @Test
    void holdsTheNameAgainstItsLimit() {
        ProtocolLimits limits = ProtocolLimits.builder().maxEventNameBytes(3).build();

        Json1Decoder.decode(text("[5,\"a/b\",1]"), limits);
        Wire.assertFails(text("[5,\"a/bc\",1]"), Reason.LIMIT, bytes -> Json1Decoder.decode(bytes, limits));
    }

    // Data may have as many levels as an argument, one more than the body around it leaves.
    @Test
    void letsDataBeAsDeepAsArguments() {
        String data = "[".repeat(32) + "]".repeat(32);

        Event event = (Event) decode("[5,\"a/b\",{\"data\":" + data + "}]");

        assertThat(event.data()).contains(text(data));
        assertFails("[5,\"a/b\",{\"data\":[" + data + "]}]", Reason.LIMIT);
    }
}
