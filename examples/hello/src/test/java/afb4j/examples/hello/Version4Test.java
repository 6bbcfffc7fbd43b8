package afb4j.examples.hello;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Bytes;
import afb4j.api.Data;
import afb4j.api.Int;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.api.Text;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The sample as a version 4 binding: hello.md 2 to 4.
final class Version4Test {

    private final Binder binder = new Binder(Flavour.V4);

    @Test
    void pingRepliesItsArgumentAndCounts() {
        Reply first = binder.call("ping", "{\"a\":1}");
        Reply second = binder.call("ping", "null");

        assertThat(first).isEqualTo(Reply.of(Json.parse("{\"a\":1}"), Text.absent(), Text.of("ping count=1")));
        assertThat(second.json().compact()).isEqualTo("[null,null,\"ping count=2\"]");
    }

    @Test
    void pingCountsTheCallsByItsAliasAndOnAVirtualThreadToo() {
        binder.call("fakename", "ping", List.of());
        binder.call("pingvt", "1");

        assertThat(binder.call("ping", "2").json().compact()).isEqualTo("[2,null,\"ping count=3\"]");
    }

    @Test
    void pingRunsOnTheLoopAndPingvtDoesNot() {
        assertThat(binder.start("hello", "ping", List.of()).isAnswered()).isTrue();
        assertThat(binder.call("pingvt", "{\"a\":1}").json().compact()).isEqualTo("[{\"a\":1},null,\"ping count=2\"]");
    }

    @Test
    void makesOneJsonOfSeveralOrTypedArguments() { // hello.md 3
        Reply reply =
                binder.call("hello", "ping", List.of(Text.absent(), Int.of(7), Bytes.of(new byte[] {1}), Text.of("t")));

        assertThat(reply.values().getFirst()).isEqualTo(Json.parse("[null,7,null,\"t\"]"));
        assertThat(binder.call("hello", "ping", List.of()).values().getFirst()).isEqualTo(Json.NULL);
    }

    @Test
    void successAndFailHaveNoValue() {
        assertThat(binder.call("success", "1")).isEqualTo(Reply.success());
        assertThat(binder.call("fail", "1")).isEqualTo(Reply.of(Status.INTERNAL_ERROR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-", "x-anything"})
    void repliesTheNameOfEachVerbThatBeginsWithX(String verb) {
        assertThat(binder.call(verb, "1").json().compact()).isEqualTo("[\"" + verb + "\",null,null]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-a", "x-a/b", "nosuch", "", "pingnull"})
    void leavesOtherVerbsToTheBinder(String verb) {
        assertThat(binder.call(verb, "1")).isEqualTo(Reply.of(Status.UNKNOWN_VERB));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1", "2", "1.9", "true", "'\"3 times\"'"})
    void replyCountRepliesOnceForAnyPositiveCount(String count) { // W-41
        assertThat(binder.call("reply-count", count)).isEqualTo(Reply.success());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "null", "\"x\"", "[2]", "{}"})
    void replyCountWithoutPositiveCountIsMute(String count) {
        assertThat(binder.call("reply-count", count)).isEqualTo(Reply.of(Status.NO_REPLY));
    }

    @Test
    void muteEndsWithoutAnswer() {
        assertThat(binder.call("mute", "1")).isEqualTo(Reply.of(Status.NO_REPLY));
    }

    @Test
    void mutebugKeepsItsRequestUntilTheDeadline() {
        Binder.Waiting call = binder.start("hello", "mutebug", List.of());

        binder.loop.advance(Duration.ofSeconds(19));
        assertThat(call.isAnswered()).isFalse();
        binder.loop.advance(Duration.ofSeconds(1));

        assertThat(call.replied).isCompleted();
        assertThat(call.replied.join().status().code()).isEqualTo(-1);
    }

    @Test
    void queueAnswersFromAnotherThread() {
        assertThat(binder.call("queue", "1")).isEqualTo(Reply.success());
    }

    @Test
    void getbinRepliesNineteenBytes() {
        Data value = binder.call("getbin", "1").values().getFirst();

        assertThat(value)
                .isInstanceOfSatisfying(
                        Bytes.class,
                        bytes -> assertThat(new String(bytes.toArray(), UTF_8)).isEqualTo("<html><body>hello!!"));
    }

    @Test
    void settingsAreTheConfigurationOfTheBinding() {
        Binder configured = new Binder(Flavour.V4, Json.parse("{\"k\":{\"z\":1}}"));

        assertThat(configured.call("settings", "1").json().compact()).isEqualTo("[{\"k\":{\"z\":1}},null,null]");
        assertThat(binder.call("settings", "1").json().compact()).isEqualTo("[{},null,null]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1                               | [null,\"invalid\",\"no delay\"]",
                "{}                              | [null,\"invalid\",\"no delay\"]",
                "{\"delay\":null}                | [null,\"invalid\",\"no delay\"]",
                "{\"delay\":-1}                  | [null,\"invalid\",\"bad delay\"]",
                "{\"delay\":3000001}             | [null,\"invalid\",\"bad delay\"]",
                "{\"delay\":\"soon\"}            | [null,\"invalid\",\"bad delay\"]",
                "{\"delay\":true}                | [null,\"invalid\",\"bad delay\"]",
                "{\"delay\":\"NaN\"}             | [null,\"invalid\",\"bad delay\"]",
            })
    void afterRefusesABadDelayAtOnce(String argument, String expected) {
        assertThat(binder.call("after", argument).json().compact()).isEqualTo(expected);
        assertThat(binder.pauses).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.3", "\"0.3\"", "3e-1", "\".3\""})
    void afterWaitsThenReplies(String delay) {
        Reply reply = binder.call("after", "{\"delay\":" + delay + ",\"type\":\"nop\"}");

        assertThat(reply).isEqualTo(Reply.success());
        assertThat(binder.pauses).containsExactly(Duration.ofMillis(300));
    }

    @ParameterizedTest
    @ValueSource(strings = {"call", "callsync", "subcall", "subcallsync"})
    void afterCallsVerbsOfTheSample(String type) {
        Reply reply = binder.call(
                "after", "{\"delay\":1,\"type\":\"" + type + "\",\"api\":\"hello\",\"verb\":\"ping\",\"args\":2}");

        assertThat(reply.json().compact()).isEqualTo("[2,null,\"ping count=1\"]");
        assertThat(binder.pauses).containsExactly(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({
        "fakename,x-y,    0",
        "hello,   mute,   -11",
        "hello,   nosuch, -4",
        "hello,   after,  -5",
        "hello,   mutebug,-5",
        "other,   ping,   -5"
    })
    void afterAnswersWithTheStatusOfItsCall(String api, String verb, int code) {
        Reply reply = binder.call(
                "after", "{\"delay\":0,\"type\":\"call\",\"api\":\"" + api + "\",\"verb\":\"" + verb + "\"}");

        assertThat(reply.status().code()).isEqualTo(code);
    }

    @Test
    void afterReadsTheRestOfItsArgumentWhenTheTimeHasCome() {
        assertThat(binder.call("after", "{\"delay\":1,\"type\":\"shout\"}")
                        .json()
                        .compact())
                .isEqualTo("[null,\"invalid\",\"bad type\"]");
        assertThat(binder.call("after", "{\"delay\":1,\"type\":\"call\",\"api\":\"hello\"}")
                        .json()
                        .compact())
                .isEqualTo("[null,\"invalid\",null]");
        assertThat(binder.pauses).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3",
                "\"text\"",
                "{\"level\":4,\"message\":{\"a\":[]}}",
                "{\"level\":99}",
                "null",
                "{\"message\":null}"
            })
    void verboseLogsAndReplies(String argument) {
        assertThat(binder.call("verbose", argument)).isEqualTo(Reply.success());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "null                              | 0",
                "3                                 | 3",
                "\"4\"                             | 4",
                "{\"code\":5,\"reason\":\"enough\"}| 5",
                "{}                                | 0",
            })
    void exitRepliesThenAsksTheBinderToStop(String argument, int code) throws Exception { // Q6
        assertThat(binder.call("exit", argument)).isEqualTo(Reply.success());
        assertThat(binder.exitCode()).isEqualTo(code);
    }
}
