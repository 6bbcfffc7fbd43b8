package afb4j.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ApiTest {

    private static final VerbHandler SILENT = request -> {};

    @Test
    void keepsWhatItWasBuiltFrom() {
        Api api = Api.builder("radio")
                .info("tunes")
                .alias("tuner")
                .alias("fm")
                .concurrency(1)
                .verb("scan", SILENT)
                .verb(Verb.named("ping").info("answers").nonBlocking().handler(SILENT))
                .build();

        assertThat(api.name()).isEqualTo("radio");
        assertThat(api.info()).isEqualTo("tunes");
        assertThat(api.aliases()).containsExactly("tuner", "fm");
        assertThat(api.concurrency()).isEqualTo(1);
        assertThat(api.verbs()).extracting(Verb::name).containsExactly("scan", "ping");
        assertThat(api.verbs()).extracting(Verb::execution).containsExactly(Execution.BLOCKING, Execution.NON_BLOCKING);
        assertThat(api).hasToString("API radio");
    }

    @Test
    void setsNoLimitOfItsOwnUnlessTold() {
        assertThat(Api.builder("radio").build().concurrency()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void findsTheFirstVerbThatMatches() { // http-and-wsj1.md 8.1, vector verb-glob
        Api api = Api.builder("probe")
                .verb("exact", SILENT)
                .verb("x-*", SILENT)
                .verb("x-exact", SILENT)
                .verb("x-?", SILENT)
                .verb("*", SILENT)
                .build();

        assertThat(found(api, "exact")).isEqualTo("exact");
        assertThat(found(api, "x-exact")).as("hidden by the glob before it").isEqualTo("x-*");
        assertThat(found(api, "x-a")).isEqualTo("x-*");
        assertThat(found(api, "other")).isEqualTo("*");
        assertThat(found(api, "")).isEqualTo("*");
        assertThat(api.find("a/b")).isEmpty();
        assertThat(api.find("Exact").map(Verb::name)).contains("*");
    }

    @Test
    void findsAnExactNameBeforeAGlobDeclaredAfterIt() {
        Api api =
                Api.builder("probe").verb("x-exact", SILENT).verb("x-*", SILENT).build();

        assertThat(found(api, "x-exact")).isEqualTo("x-exact");
        assertThat(api.find("y")).isEmpty();
    }

    @Test
    void refusesWhatCannotBeAnApi() {
        assertThatIllegalArgumentException().isThrownBy(() -> Api.builder("a/b").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Api.builder("a").alias("no name").build())
                .withMessageContaining("no name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Api.builder("a").concurrency(0))
                .withMessage("API a: concurrency is 0, expected 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Api.builder("a").verb("v", SILENT).verb("v", SILENT).build())
                .withMessage("API a: the verb v is declared twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Verb.named("").handler(SILENT))
                .withMessageContaining("name");
    }

    @Test
    void isNotChangedByItsBuilderAfterwards() {
        Api.Builder builder = Api.builder("radio").verb("one", SILENT);
        Api api = builder.build();

        builder.verb("two", SILENT);

        assertThat(api.verbs()).hasSize(1);
    }

    record Sum(int a, int b) {}

    @Test
    void typedVerbsMapTheirArgumentAndTheirResult() {
        Api api = Api.builder("math")
                .verb("add", Sum.class, sum -> sum.a() + sum.b())
                .build();

        RecordedRequest request = new RecordedRequest("add", Json.parse("{\"a\":1,\"b\":2}")).handledBy(api);
        RecordedRequest bad = new RecordedRequest("add", Json.parse("{\"a\":1,\"b\":\"x\"}")).handledBy(api);

        assertThat(request.replies).containsExactly(Reply.of(Json.of(3)));
        assertThat(bad.failures).singleElement().isInstanceOf(JsonException.class);
        assertThat(bad.failures.getFirst()).hasMessageContaining("/b");
    }

    @Test
    void requestsAnswerByTheirShortForms() {
        RecordedRequest request = new RecordedRequest("v", Json.of(1), Json.of(2));

        request.reply();
        request.reply(List.of(1));
        request.fail(Status.FORBIDDEN);

        assertThat(request.json()).isEqualTo(Json.parse("[1,2]"));
        assertThat(request.as(int[].class)).containsExactly(1, 2);
        assertThat(request.replies)
                .containsExactly(Reply.success(), Reply.of(Json.parse("[1]")), Reply.of(Status.FORBIDDEN));
        assertThat(new RecordedRequest("v").json()).isEqualTo(Json.NULL);
    }

    private static String found(Api api, String verb) {
        return api.find(verb).orElseThrow().name();
    }

    @Test
    @SuppressWarnings("NullAway") // no context is needed here
    void runsAllItsStopStepsInTheReverseOrderWhateverOneThrows() {
        List<String> told = new ArrayList<>();
        Api api = Api.builder("radio")
                .stop(_ -> {
                    told.add("first");
                    throw new IOException("first");
                })
                .stop(_ -> {
                    told.add("second");
                    throw new IOException("second");
                })
                .build();

        assertThatIOException()
                .isThrownBy(() -> api.stop().stop(null))
                .withMessage("second")
                .satisfies(thrown -> assertThat(thrown.getSuppressed())
                        .singleElement()
                        .satisfies(further -> assertThat(further).hasMessage("first")));
        assertThat(told).containsExactly("second", "first");
    }
}
