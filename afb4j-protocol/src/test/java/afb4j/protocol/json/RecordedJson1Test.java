package afb4j.protocol.json;

import static afb4j.protocol.Wire.text;
import static afb4j.protocol.json.Json1Fixture.ENCODER;
import static afb4j.protocol.json.Json1Fixture.decode;
import static afb4j.protocol.json.Json1Fixture.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.protocol.ProtocolException;
import afb4j.protocol.json.Json1Message.Call;
import afb4j.protocol.json.Json1Message.Event;
import afb4j.protocol.json.Json1Message.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every text of the recorded conversations between C binders and their clients (http-and-wsj1.md 3 and 12).
class RecordedJson1Test {

    private static final Path VECTORS = Path.of("..", "vectors", "wsj1");
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String UNBOUND = "unbound-call-id";

    /// A text of a client and what came next on its connection.
    private record Sent(String text, JsonNode answer) {

        boolean isRefused() {
            return answer.has("close") && !answer.path("reason").asString("").equals(UNBOUND);
        }
    }

    private static List<JsonNode> vectors() throws IOException {
        try (Stream<Path> files = Files.list(VECTORS)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(MAPPER::readTree)
                    .toList();
        }
    }

    private static List<Sent> sent() throws IOException {
        List<Sent> sent = new ArrayList<>();
        for (JsonNode vector : vectors()) {
            List<JsonNode> steps = vector.path("steps").valueStream().toList();
            for (int i = 0; i < steps.size(); i++) {
                JsonNode send = steps.get(i).path("send");
                if (send.has("text") || send.has("text_repeat")) {
                    sent.add(new Sent(textOf(send), answer(steps, i)));
                }
            }
        }
        return sent;
    }

    private static String textOf(JsonNode send) {
        if (send.has("text")) {
            return send.get("text").asString();
        }
        JsonNode parts = send.get("text_repeat");
        return parts.get("prefix").asString()
                + parts.get("char").asString().repeat(parts.get("count").asInt())
                + parts.get("suffix").asString();
    }

    /// What is recommended to answer, else what the C binder did.
    private static JsonNode answer(List<JsonNode> steps, int sender) {
        JsonNode step = steps.get(sender);
        if (step.has("recommended")) {
            return step.get("recommended").path(0).path("recv");
        }
        return steps.stream()
                .skip(sender + 1)
                .filter(next -> next.path("conn").equals(step.path("conn")))
                .findFirst()
                .orElse(step)
                .path("recv");
    }

    /// The texts that binders sent, as they stood on the wire.
    private static List<String> received() throws IOException {
        List<String> received = new ArrayList<>();
        for (JsonNode vector : vectors()) {
            for (JsonNode step : vector.path("steps")) {
                addReceived(step.path("recv"), received);
                step.path("recv_set").forEach(text -> addReceived(text, received));
                step.path("recommended").forEach(next -> addReceived(next.path("recv"), received));
            }
        }
        return received;
    }

    private static void addReceived(JsonNode text, List<String> received) {
        if (text.has("json")) {
            received.add(text.path("raw").asString(MAPPER.writeValueAsString(text.get("json"))));
        }
    }

    @Test
    void readsEveryTextThatTheBinderAnswersAndRefusesTheOthersAsItDoes() throws IOException {
        int refused = 0;
        for (Sent sent : sent()) {
            if (sent.isRefused()) {
                assertThatThrownBy(() -> decode(sent.text()))
                        .as(sent.text())
                        .isInstanceOfSatisfying(ProtocolException.class, failure -> {
                            assertThat(failure.closeCode().code())
                                    .isEqualTo(sent.answer().get("close").asInt());
                            assertThat(failure.closeReason())
                                    .isEqualTo(sent.answer().get("reason").asString());
                        });
                refused++;
            } else {
                decode(sent.text());
            }
        }
        assertThat(refused).isEqualTo(22);
    }

    @Test
    void writesEveryTextOfAClientAsItWasUnlessItIsNotCanonical() throws IOException {
        List<String> changed = new ArrayList<>();
        int same = 0;
        for (Sent sent : sent()) {
            if (!sent.isRefused()) {
                String again = Json1Fixture.encode(decode(sent.text()));
                if (again.equals(sent.text())) {
                    same++;
                } else {
                    changed.add(sent.text() + " -> " + again);
                }
            }
        }
        assertThat(changed)
                .containsExactlyInAnyOrder(
                        "[2,1,\"hello/success\",null] -> [2,\"1\",\"hello/success\",null]",
                        "[2,null,\"hello/success\",null] -> [2,\"null\",\"hello/success\",null]",
                        "  [ 2 , \"1\" , \"hello/success\" , null ]   -> [2,\"1\",\"hello/success\",null]",
                        "[2,\"3\",\"hello/success\",null,null] -> [2,\"3\",\"hello/success\",null]",
                        "[2,\"1\",\"hello\\/success\",null] -> [2,\"1\",\"hello/success\",null]");
        assertThat(same).isGreaterThan(100);
    }

    @Test
    void writesEveryTextOfABinderOfItsPartsAsItWas() throws IOException {
        int replies = 0;
        int events = 0;
        for (String text : received()) {
            String again = switch (decode(text)) {
                case Call call -> throw new AssertionError("binders do not call: " + call);
                case Reply reply -> {
                    replies++;
                    Envelope envelope = reply.envelope().orElseThrow();
                    yield written(out -> ENCODER.reply(out, reply.id(), envelope));
                }
                case Event event -> {
                    events++;
                    yield written(
                            out -> ENCODER.event(out, event.name(), event.data().orElseThrow()));
                }
            };
            assertThat(again).isEqualTo(text);
            assertThat(Json1Fixture.encode(decode(text))).isEqualTo(text);
        }
        assertThat(replies).isGreaterThan(100);
        assertThat(events).isGreaterThan(15);
    }

    /// The envelopes that afb-client prints, which are those that the binder sent.
    @Test
    void writesEveryEnvelopePrintedByAfbClientOfItsPartsAsItWas() throws IOException {
        int seen = 0;
        for (JsonNode vector : vectors()) {
            for (JsonNode run : vector.path("runs")) {
                for (String line : run.path("stdout").asString("").lines().toList()) {
                    if (line.startsWith("{\"jtype\":\"afb-reply\"")) {
                        Envelope envelope = Envelope.decode(text(line)).orElseThrow();

                        assertThat(written(envelope::encode)).isEqualTo(line);
                        seen++;
                    }
                }
            }
        }
        assertThat(seen).isEqualTo(29);
    }
}
