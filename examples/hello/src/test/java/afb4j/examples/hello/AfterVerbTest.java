package afb4j.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is done after a time: hello.md 4.2, 6 and 7.
final class AfterVerbTest {

    private static final String CALL = "\"api\":\"hello\",\"verb\":\"ping\",\"args\":\"1\"}";

    private final FakeBinder binder = new FakeBinder(Flavour.V4);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1                               | no delay",
                "{}                              | no delay",
                "{\"delay\":null}                | no delay",
                "{\"delay\":-1}                  | bad delay",
                "{\"delay\":3000001}             | bad delay",
                "{\"delay\":\"soon\"}            | bad delay",
                "{\"delay\":true}                | bad delay",
                "{\"delay\":\"NaN\"}             | bad delay",
            })
    void refusesABadDelayAtOnce(String argument, String info) {
        for (Flavour flavour : new Flavour[] {Flavour.V4, Flavour.V3, Flavour.S2020}) {
            assertThat(new FakeBinder(flavour).start("after", argument).answer())
                    .isEqualTo(flavour.replies().failure("invalid", info));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.3", "\"0.3\"", "3e-1", "\".3\""})
    void waitsThenReplies(String delay) {
        FakeRequest request = binder.start("after", "{\"delay\":" + delay + ",\"type\":\"nop\"}");

        binder.advance(Duration.ofMillis(299));
        assertThat(request.isAnswered()).isFalse();
        binder.advance(Duration.ofMillis(1));

        assertThat(request.answer()).isEqualTo(Reply.success());
    }

    @Test
    void repliesWithoutTypeInVersion4() {
        assertThat(binder.call("after", "{\"delay\":0}")).isEqualTo(Reply.success());
    }

    @ParameterizedTest
    @EnumSource
    void callsInTheWayItIsToldTo(CallKind kind) {
        FakeRequest request = binder.start("after", "{\"delay\":1,\"type\":\"" + kind.verb() + "\"," + CALL);

        binder.advance(Duration.ofSeconds(1));

        assertThat(request.answer().json().compact()).isEqualTo("[\"1\",null,\"ping count=1\"]");
    }

    @ParameterizedTest
    @CsvSource({"fakename,x-y,0", "hello,mute,-11", "hello,nosuch,-4", "other,ping,-3"})
    void answersWithTheStatusOfItsCall(String api, String verb, int code) {
        Reply reply = binder.call(
                "after", "{\"delay\":0,\"type\":\"call\",\"api\":\"" + api + "\",\"verb\":\"" + verb + "\"}");

        assertThat(reply.status().code()).isEqualTo(code);
    }

    @Test
    void callsThatFollowAreNotDelayed() { // v1-out-of-order*, v1-probe-order*
        FakeRequest late = binder.start("after", "{\"delay\":\"0.5\",\"type\":\"call\"," + CALL);

        assertThat(binder.call("ping", "2").json().compact()).isEqualTo("[2,null,\"ping count=1\"]");
        binder.advance(Duration.ofMillis(500));

        assertThat(late.answer().json().compact()).isEqualTo("[\"1\",null,\"ping count=2\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "V4,    shout, 'invalid', bad type",
        "V4,    call,  'invalid',",
        "V3,    nop,   'invalid', bad type",
        "V3,    call,  wrong-api,",
        "S2020, nop,   'invalid', bad type",
        "S2020, call,  failed,    bad arguments",
    })
    void readsTheRestOfItsArgumentWhenTheTimeHasCome(Flavour flavour, String type, String error, String info) {
        FakeBinder binder = new FakeBinder(flavour);
        FakeRequest request = binder.start("after", "{\"delay\":1,\"type\":\"" + type + "\"}");
        assertThat(request.isAnswered()).isFalse();

        binder.advance(Duration.ofSeconds(1));

        assertThat(request.answer()).isEqualTo(flavour.replies().failure(error, info));
    }

    @ParameterizedTest
    @CsvSource({"V3, '\"1\"'", "S2020, 1"})
    void callsWithoutTypeInOlderSamples(Flavour flavour, String query) { // v1-probe-order*, Q3
        Reply reply = new FakeBinder(flavour).call("after", "{\"delay\":\"0\"," + CALL);

        assertThat(reply)
                .isEqualTo(flavour.replies()
                        .success(Json.of("Some String"), "Ping Binder Daemon tag=pingSample count=1 query=" + query));
    }

    @Test
    void takesOneKindOfSubcallForTheOtherInVersion3() { // hello.md 6
        FakeBinder binder = new FakeBinder(Flavour.V3);

        Reply waiting = binder.call("after", "{\"delay\":0,\"type\":\"subcall\"," + CALL);
        Reply passing = binder.call("after", "{\"delay\":0,\"type\":\"subcallsync\"," + CALL);

        assertThat(waiting.status()).isEqualTo(Status.SUCCESS);
        assertThat(waiting.json().size()).isEqualTo(3);
        assertThat(passing.json()).isEqualTo(Json.of("Some String"));
    }
}
