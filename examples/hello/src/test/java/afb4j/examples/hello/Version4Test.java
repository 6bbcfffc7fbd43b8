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

/// The replies of the sample as a version 4 binding: hello.md 2, 3, 4.1 and 4.6.
final class Version4Test {

    private final FakeBinder binder = new FakeBinder(Flavour.V4);

    @Test
    void pingRepliesItsArgumentAndCounts() {
        Reply first = binder.call("ping", "{\"a\":1}");
        Reply second = binder.call("ping", "null");

        assertThat(first).isEqualTo(Reply.of(Json.parse("{\"a\":1}"), Text.absent(), Text.of("ping count=1")));
        assertThat(second.json().compact()).isEqualTo("[null,null,\"ping count=2\"]");
    }

    @Test
    void pingCountsTheCallsByItsAliasAndOnAVirtualThreadToo() {
        binder.call(binder.client, "fakename", "ping", List.of());
        binder.call("pingvt", "1");

        assertThat(binder.call("ping", "2").json().compact()).isEqualTo("[2,null,\"ping count=3\"]");
    }

    @Test
    void makesOneJsonOfSeveralOrTypedArguments() { // hello.md 3
        List<Data> typed = List.of(Text.absent(), Int.of(7), Bytes.of(new byte[] {1}), Text.of("t"));

        Reply several = binder.call(binder.client, "hello", "ping", typed);
        Reply none = binder.call(binder.client, "hello", "ping", List.of());

        assertThat(several.values().getFirst()).isEqualTo(Json.parse("[null,7,null,\"t\"]"));
        assertThat(none.values().getFirst()).isEqualTo(Json.NULL);
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
    @ValueSource(strings = {"X-a", "x-a/b", "nosuch", "", "pingnull", "uid", "reftok"})
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
    void mutebugKeepsItsRequest() {
        FakeRequest request = binder.start("mutebug", "1");

        binder.advance(Duration.ofDays(1));

        assertThat(request.isAnswered()).isFalse();
    }

    @Test
    void queueAnswersAfterTheVerbHasReturned() {
        FakeRequest request = binder.start("queue", "1");
        assertThat(request.isAnswered()).isFalse();

        binder.advance(Duration.ZERO);

        assertThat(request.answer()).isEqualTo(Reply.success());
    }

    @Test
    void getbinRepliesNineteenBytes() { // vector rpc-bytes
        Data value = binder.call("getbin", "1").values().getFirst();

        assertThat(value)
                .isInstanceOfSatisfying(
                        Bytes.class,
                        bytes -> assertThat(new String(bytes.toArray(), UTF_8)).isEqualTo("<html><body>hello!!"));
    }

    @Test
    void gethttpIsNotAvailableWithoutHttp() {
        assertThat(binder.call("gethttp", "1")).isEqualTo(Reply.of(Status.NOT_AVAILABLE));
    }

    @Test
    void settingsAreThoseOfTheApi() {
        FakeBinder configured = new FakeBinder(Flavour.V4, Json.parse("{\"k\":{\"z\":1}}"));

        assertThat(configured.call("settings", "1").json().compact()).isEqualTo("[{\"k\":{\"z\":1}},null,null]");
        assertThat(binder.call("settings", "1").json().compact()).isEqualTo("[{},null,null]");
    }

    @Test
    void opaqueKeepsValuesUnderHandles() { // vector rpc-bytes
        assertThat(binder.call("opaque", "{\"set\":[1,2]}").json().compact()).isEqualTo("[\"#@0001\",null,null]");
        assertThat(binder.call("opaque", "{\"set\":3,\"get\":\"#@0001\"}")
                        .json()
                        .compact())
                .isEqualTo("[\"#@0002\",null,null]");
        assertThat(binder.call("opaque", "{\"get\":\"#@0001\"}").json().compact())
                .isEqualTo("[[1,2],null,null]");
        assertThat(binder.call("opaque", "{\"drop\":\"#@0001\"}").json().compact())
                .isEqualTo("[null,null,null]");
        assertThat(binder.call("opaque", "{\"get\":\"#@0001\"}").json().compact())
                .isEqualTo("[null,null,null]");
        assertThat(binder.call("opaque", "1").json().compact()).isEqualTo("[null,null,null]");
    }

    @Test
    void opaqueForgetsTheOldestOfTooManyValues() {
        for (int i = 0; i <= 1000; i++) {
            binder.call("opaque", "{\"set\":" + i + "}");
        }

        assertThat(binder.call("opaque", "{\"get\":\"#@0001\"}").json().element(0))
                .isEqualTo(Json.NULL);
        assertThat(binder.call("opaque", "{\"get\":\"#@0002\"}").json().element(0))
                .isEqualTo(Json.of(1));
    }
}
