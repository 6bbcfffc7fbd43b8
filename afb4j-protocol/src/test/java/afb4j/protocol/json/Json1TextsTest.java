package afb4j.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.ProtocolLimits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The codec for an end that has texts (http-and-wsj1.md 3.3).
final class Json1TextsTest {

    private final Json1Texts texts =
            Json1Texts.create(ProtocolLimits.builder().maxMessageBytes(200).build());
    private final List<String> received = new ArrayList<>();

    private final Json1Receiver receiver = new Json1Receiver() {

        @Override
        public void onCall(String id, String api, String verb, byte[] argument) {
            received.add("call " + id + " " + api + " " + verb + " " + text(argument));
        }

        @Override
        public void onReply(String id, boolean isSuccess, byte[] body) {
            received.add("reply " + id + " " + isSuccess + " " + text(body));
        }

        @Override
        public void onEvent(String name, byte[] body, byte[] data) {
            received.add("event " + name + " " + text(body) + " " + text(data));
        }
    };

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    @Test
    void writesEachForm() {
        assertThat(texts.call("7", "hello", "ping", bytes("{\"a\":\"é\"}"), null))
                .isEqualTo("[2,\"7\",\"hello/ping\",{\"a\":\"é\"}]");
        assertThat(texts.call("8", "hello", "ping", bytes("1"), "T\""))
                .isEqualTo("[2,\"8\",\"hello/ping\",1,\"T\\\"\"]");
        assertThat(texts.failure("9", "un\"implemented")).isEqualTo("[4,\"9\",\"un\\\"implemented\"]");
        assertThat(texts.event("my/event", bytes("{\"x\":1}"))).isEqualTo("[5,\"my/event\",{\"x\":1}]");
    }

    @Test
    void readsEachForm() {
        texts.read("[2,\"1\",\"a/b\",[1, 2]]", receiver);
        texts.read("[3,\"2\",{\"é\":1}]", receiver);
        texts.read("[4,3,\"unimplemented\"]", receiver);
        texts.read("[5,\"a/e\",{\"jtype\":\"afb-event\",\"event\":\"a/e\",\"data\":[1]}]", receiver);
        texts.read("[5,\"a/e\",7]", receiver);

        assertThat(received)
                .containsExactly(
                        "call 1 a b [1, 2]",
                        "reply 2 true {\"é\":1}",
                        "reply 3 false \"unimplemented\"",
                        "event a/e {\"jtype\":\"afb-event\",\"event\":\"a/e\",\"data\":[1]} [1]",
                        "event a/e 7 null");
    }

    @Test
    void keepsToTheLimitsInBothDirections() {
        String big = "\"" + "z".repeat(200) + "\"";

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> texts.call("1", "a", "b", bytes(big), null))
                .returns(Reason.LIMIT, ProtocolException::reason);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> texts.read("[5,\"a/e\"," + big + "]", receiver))
                .returns(Reason.LIMIT, ProtocolException::reason);
    }

    @Test
    void refusesNamesThatWouldBeReadAsOthers() {
        assertThatIllegalArgumentException().isThrownBy(() -> Json1Texts.checkNames("a/b", "c"));
        assertThatIllegalArgumentException().isThrownBy(() -> Json1Texts.checkNames("a", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> Json1Texts.checkNames("a", "/c"));
        Json1Texts.checkNames("a", "b/c");
    }

    @Test
    void tellsThePartsOfAnEnvelope() {
        assertThat(Json1Texts.envelope(bytes("{\"request\":{\"status\":\"no-item\",\"info\":\"i\",\"code\":-13},"
                        + "\"response\":{\"a\":1}}")))
                .hasValueSatisfying(envelope -> {
                    assertThat(envelope.status()).isEqualTo("no-item");
                    assertThat(envelope.info()).isEqualTo("i");
                    assertThat(envelope.code()).isEqualTo(-13);
                    assertThat(envelope.responseBytes())
                            .hasValueSatisfying(
                                    response -> assertThat(text(response)).isEqualTo("{\"a\":1}"));
                });
        assertThat(Json1Texts.envelope(bytes("\"unimplemented\""))).isEmpty();
    }
}
