package afb4j.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import org.junit.jupiter.api.Test;

/// What completion learns from the verb `info` (http-and-wsj1.md 6).
final class TerminalLinesTest {

    @Test
    void knowsTheVerbsOfDescriptionButNoGlobs() {
        Json info = Json.parse("{\"$schema\":\"afb-api-info/v2\",\"name\":\"x\",\"verbs\":["
                + "{\"name\":\"ping\"},{\"name\":\"x-*\",\"glob\":true},{\"name\":\"call\",\"info\":\"t\"}]}");

        assertThat(TerminalLines.verbsOf(Reply.of(info))).containsExactly("call", "ping");
    }

    @Test
    void knowsNothingOfOtherDescriptions() {
        assertThat(TerminalLines.verbsOf(Reply.of(Status.UNKNOWN_VERB))).isEmpty();
        assertThat(TerminalLines.verbsOf(Reply.of(Json.parse("{\"verbs\":{\"a\":1}}"))))
                .isEmpty();
        assertThat(TerminalLines.verbsOf(Reply.of(Json.parse("[1]")))).isEmpty();
        assertThat(TerminalLines.verbsOf(Reply.of(Json.parse("{\"verbs\":[{\"name\":7}]}"))))
                .isEmpty();
    }
}
