package afb4j.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnnotatedApiTest {

    private final Api radio = Api.of(new Radio());

    public record Station(String name, double frequency) {}

    @AfbApi("clock")
    public static final class Clock implements ApiStart, ApiStop {

        @Override
        public void start(ApiContext context) throws IOException {
            throw new IOException("started");
        }

        @Override
        public void stop(ApiContext context) throws IOException {
            throw new IOException("stopped");
        }
    }

    @AfbApi(value = "radio", info = "tunes", aliases = "tuner", concurrency = 2)
    public static class Radio implements Function<Station, Object> {

        @AfbVerb(info = "gives back what it gets")
        public Station tune(Station station) {
            return station;
        }

        /// Has a bridge method with the same annotation.
        @Override
        @AfbVerb
        public Station apply(Station station) {
            return station;
        }

        @AfbVerb(value = "move", nonBlocking = true)
        public String move(@Arg("from") int from, @Arg("to") Optional<String> to, @Arg("by") Optional<Integer> by) {
            return from + to.orElse("-") + by.orElse(0);
        }

        @AfbVerb
        public void off() {}

        @AfbVerb
        public void raw(Request request) {
            request.reply(Text.of(request.verb()));
        }

        @AfbVerb
        public void silent(Request request) {}

        @AfbVerb
        public String both(Request request, @Arg("a/b") List<Integer> list) {
            return request.api() + list;
        }

        @AfbVerb
        public Map<String, Integer> whole(Map<String, Integer> presets) {
            return presets;
        }

        @AfbVerb
        public Json json(Json json) {
            return json;
        }

        @AfbVerb
        public @Nullable String nothing() {
            return null;
        }

        @AfbVerb
        public Status refuse() {
            return Status.FORBIDDEN;
        }

        @AfbVerb
        public List<Object> unmappable() {
            List<Object> self = new ArrayList<>();
            self.add(self);
            return self;
        }

        @AfbVerb
        public void crash() throws Exception {
            throw new ExecutionException("broken", null);
        }

        @AfbVerb
        public CompletionStage<Object> later(Request request) {
            return request.json().kind() == JsonKind.STRING
                    ? CompletableFuture.failedFuture(
                            new IllegalStateException(request.json().asText()))
                    : CompletableFuture.completedFuture(request.json().isNull() ? null : request.json());
        }

        @AfbVerb
        public CompletableFuture<List<Object>> unmappableLater() {
            return CompletableFuture.completedFuture(unmappable());
        }

        @AfbVerb("*")
        public static String other(Request request) {
            return "other " + request.verb();
        }

        public void notAVerb() {}
    }

    @Test
    @SuppressWarnings("NullAway") // no context is needed here
    void isToldOfItsStartAndStopWhenItsClassAsksForIt() {
        Api clock = Api.of(new Clock());

        assertThatIOException().isThrownBy(() -> clock.start().start(null)).withMessage("started");
        assertThatIOException().isThrownBy(() -> clock.stop().stop(null)).withMessage("stopped");
    }

    @Test
    void takesNamesAndTextsFromTheAnnotations() {
        Verb move = radio.find("move").orElseThrow();

        assertThat(radio.name()).isEqualTo("radio");
        assertThat(radio.info()).isEqualTo("tunes");
        assertThat(radio.aliases()).containsExactly("tuner");
        assertThat(radio.concurrency()).isEqualTo(2);
        assertThat(radio.verbs())
                .extracting(Verb::name)
                .contains("tune", "apply")
                .doesNotContain("notAVerb");
        assertThat(radio.find("tune").orElseThrow().info()).isEqualTo("gives back what it gets");
        assertThat(move.execution()).isEqualTo(Execution.NON_BLOCKING);
    }

    @Test
    void findsNamesBeforeGlobsWhateverTheOrderOfMethods() {
        assertThat(call("off", "null")).isEqualTo(Reply.success());
        assertThat(call("nosuch", "null").json().asText()).isEqualTo("other nosuch");
    }

    @Test
    void mapsTheWholeArgumentAndTheResult() {
        assertThat(call("tune", "{\"frequency\":88.5,\"name\":\"a\",\"more\":1}")
                        .json()
                        .compact())
                .isEqualTo("{\"name\":\"a\",\"frequency\":88.5}");
        assertThat(call("apply", "{\"frequency\":1,\"name\":\"a\"}").json().member("name"))
                .contains(Json.of("a"));
        assertThat(call("whole", "{\"a\":1}").json().compact()).isEqualTo("{\"a\":1}");
        assertThat(call("json", "[1.50]").json().compact()).isEqualTo("[1.50]");
        assertThat(call("json", "null").json()).isEqualTo(Json.NULL);
    }

    @Test
    void mapsMembersOfTheArgument() {
        assertThat(call("move", "{\"from\":1,\"to\":\"x\",\"by\":2}").json().asText())
                .isEqualTo("1x2");
        assertThat(call("move", "{\"from\":1,\"to\":null}").json().asText()).isEqualTo("1-0");
        assertThat(call("both", "{\"a/b\":[1,2]}").json().asText()).isEqualTo("test[1, 2]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "move  | {}                         | /from: expected a value, the member is missing",
                "move  | {\"from\":\"x\"}           | /from: expected a whole number, got \"x\"",
                "move  | {\"from\":null}            | /from: expected a whole number, got null",
                "move  | {\"from\":1,\"by\":true}   | /by: expected a whole number, got true",
                "both  | {\"a/b\":[1,\"x\"]}        | /a~1b/1: expected a whole number, got \"x\"",
                "tune  | [1]                        | expected an object, got an array",
                "tune  | null                       | expected an object, got null",
            })
    void saysWhatIsWrongWithTheArgument(String verb, String argument, String message) {
        assertThat(failure(verb, argument)).isInstanceOf(JsonException.class).hasMessage(message);
    }

    @Test
    void answersAsTheMethodReturns() {
        assertThat(call("off", "1")).isEqualTo(Reply.success());
        assertThat(call("nothing", "1")).isEqualTo(Reply.success());
        assertThat(call("refuse", "1")).isEqualTo(Reply.of(Status.FORBIDDEN));
        assertThat(call("raw", "1")).isEqualTo(Reply.of(Text.of("raw")));
        assertThat(new RecordedRequest("silent").handledBy(radio).isAnswered()).isFalse();
    }

    @Test
    void throwsWhatTheMethodThrows() {
        assertThat(failure("crash", "1")).isInstanceOf(ExecutionException.class).hasMessage("broken");
    }

    @Test
    void answersWhenTheStageCompletes() {
        RecordedRequest request = new RecordedRequest("later", Json.of(1)).handledBy(radio);

        assertThat(request.deferred).isTrue();
        assertThat(request.replies).containsExactly(Reply.of(Json.of(1)));
        assertThat(call("later", "null")).isEqualTo(Reply.success());
        assertThat(failure("later", "\"why\""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("why");
    }

    @ParameterizedTest
    @CsvSource({"unmappable", "unmappableLater"})
    void failsWithoutBlamingTheCallerForAResultThatCannotBeMapped(String verb) {
        assertThat(failure(verb, "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .isNotInstanceOf(JsonException.class);
    }

    @AfbApi("hidden")
    static final class Hidden {
        @AfbVerb
        String ping() {
            return "pong";
        }
    }

    @Test
    void asksForALookupWhenTheMethodIsNotAccessible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Api.of(new Hidden()))
                .withMessageContaining("ping")
                .withMessageContaining("Api.of(MethodHandles.lookup(), this)");

        Api api = Api.of(MethodHandles.lookup(), new Hidden());

        assertThat(new RecordedRequest("ping").handledBy(api).replies).containsExactly(Reply.of(Json.of("pong")));
    }

    @AfbApi("wholes")
    public static final class TwoWholes {
        @AfbVerb
        public void add(int a, int b) {}
    }

    @AfbApi("twice")
    public static final class Twice {
        @AfbVerb("ping")
        public void one() {}

        @AfbVerb("ping")
        public void two() {}
    }

    @AfbApi("raw")
    public static final class RawOptional {
        @AfbVerb
        @SuppressWarnings("rawtypes") // the mistake this test is about
        public void set(@Arg("a") Optional value) {}
    }

    @AfbApi("no name")
    public static final class BadName {}

    @Test
    void refusesWhatCannotBeAnApi() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Api.of("text"))
                .withMessage("java.lang.String is no API: expected the annotation @AfbApi on the class");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Api.of(new TwoWholes()))
                .withMessageContaining("several parameters for the whole argument");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Api.of(new Twice()))
                .withMessage("API twice: the verb ping is declared twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Api.of(new RawOptional()))
                .withMessageContaining("Optional<String>");
        assertThatIllegalArgumentException().isThrownBy(() -> Api.of(new BadName()));
    }

    private Reply call(String verb, String argument) {
        RecordedRequest request = new RecordedRequest(verb, Json.parse(argument)).handledBy(radio);
        assertThat(request.failures).isEmpty();
        assertThat(request.replies).hasSize(1);
        return request.replies.getFirst();
    }

    private Throwable failure(String verb, String argument) {
        RecordedRequest request = new RecordedRequest(verb, Json.parse(argument)).handledBy(radio);
        assertThat(request.replies).isEmpty();
        assertThat(request.failures).hasSize(1);
        return request.failures.getFirst();
    }
}
