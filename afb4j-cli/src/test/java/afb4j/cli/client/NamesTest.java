package afb4j.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What completion learns from the other end (http-and-wsj1.md 6).
final class NamesTest {

    @Test
    void knowsTheVerbsOfDescriptionButNoGlobs() {
        Json info = Json.parse("{\"$schema\":\"afb-api-info/v2\",\"name\":\"x\",\"verbs\":["
                + "{\"name\":\"ping\"},{\"name\":\"x-*\",\"glob\":true},{\"name\":\"call\",\"info\":\"t\"}]}");

        assertThat(Names.verbsOf(Reply.of(info))).containsExactly("call", "ping");
    }

    @Test
    void knowsNothingOfOtherDescriptions() {
        assertThat(Names.verbsOf(Reply.of(Status.UNKNOWN_VERB))).isEmpty();
        assertThat(Names.verbsOf(Reply.of(Json.parse("{\"verbs\":{\"a\":1}}")))).isEmpty();
        assertThat(Names.verbsOf(Reply.of(Json.parse("[1]")))).isEmpty();
        assertThat(Names.verbsOf(Reply.of(Json.parse("{\"verbs\":[{\"name\":7}]}"))))
                .isEmpty();
    }

    @Test
    void knowsThePathsOfOlderDescriptions() {
        Json info = Json.parse("{\"openapi\":\"3.0.0\",\"paths\":{\"/ping\":{},\"/a/b\":{}}}");

        assertThat(Names.verbsOf(Reply.of(info))).containsExactly("a/b", "ping");
    }

    @Test
    void knowsApisAndAliases() {
        Json apis = Json.parse("{\"apis\":{\"hello\":true,\"monitor\":true,\"fakename\":\"hello\"}}");

        assertThat(Names.apisOf(Reply.of(apis))).containsExactly("fakename", "hello", "monitor");
        assertThat(Names.apisOf(Reply.of(Status.UNKNOWN_API))).isEmpty();
        assertThat(Names.apisOf(Reply.of(Json.parse("{\"apis\":[]}")))).isEmpty();
    }

    @Test
    void waitsNoLongerThanSomebodyWhoTypesDoes() {
        assertThat(Names.await(new CompletableFuture<>(), Names::apisOf)).isEmpty();
        assertThat(Names.await(
                        CompletableFuture.completedFuture(Reply.of(Json.parse("{\"apis\":{\"a\":true}}"))),
                        Names::apisOf))
                .containsExactly("a");
    }
}
