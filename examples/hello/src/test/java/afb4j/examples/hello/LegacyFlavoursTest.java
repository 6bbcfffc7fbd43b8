package afb4j.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/// The replies of the samples that answer one value, an error text and an info text: hello.md 2, 6, 7 and 8.
final class LegacyFlavoursTest {

    private static final Json SOME_STRING = Json.of("Some String");

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "V4")
    void pingsShareACounterAndShowTheirArgumentSpaced(Flavour flavour) {
        FakeBinder binder = new FakeBinder(flavour);

        Reply ping = binder.call("ping", "{\"a\":1,\"url\":\"http://x/y\"}");
        Reply pingfail = binder.call("pingfail", "1");
        Reply pingnull = binder.call("pingnull", "[1,{}]");
        Reply pingJson = binder.call("pingJson", "-2.5e3");

        assertThat(ping)
                .isEqualTo(success(SOME_STRING, "pingSample", 1, "{ \"a\": 1, \"url\": \"http:\\/\\/x\\/y\" }"));
        assertThat(pingfail).isEqualTo(failure("failed", "Ping Binder Daemon fails"));
        assertThat(pingnull.status().info()).contains("Ping Binder Daemon tag=pingNull count=2 query=[ 1, { } ]");
        assertThat(pingnull.values()).isEmpty();
        assertThat(pingJson)
                .isEqualTo(success(
                        Json.parse("{\"myString\":\"Some String\",\"myInt\":1234,"
                                + "\"eobj\":{\"subObjString\":\"Some String\",\"subObjInt\":5678}}"),
                        "pingJson",
                        3,
                        "-2.5e3"));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "V4")
    void pingeventTellsEverybodyBeforeItAnswers(Flavour flavour) { // vectors v1-broadcast*, legacy*-broadcast
        FakeBinder binder = new FakeBinder(flavour);
        FakeClient other = binder.client("other");

        Reply reply = binder.call("pingevent", "{\"x\":1}");

        assertThat(reply).isEqualTo(success(Json.parse("{\"x\":1}"), "event", 1, "{ \"x\": 1 }"));
        assertThat(binder.client.journal).containsExactly("broadcast hello/event {\"x\":1}", "reply success");
        assertThat(other.journal).containsExactly("broadcast hello/event {\"x\":1}");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "V4")
    void pingvtSharesTheCounter(Flavour flavour) {
        FakeBinder binder = new FakeBinder(flavour);

        binder.call("pingvt", "1");

        assertThat(binder.call("ping", "2")).isEqualTo(success(SOME_STRING, "pingSample", 2, "2"));
    }

    @ParameterizedTest
    @CsvSource({"V3, no-reply", "S2020, not-replied"})
    void muteEndsInTheWordsOfItsTime(Flavour flavour, String name) { // W-42, v1-muted*
        FakeBinder binder = new FakeBinder(flavour);

        assertThat(binder.call("mute", "1")).isEqualTo(Reply.of(Status.named(name)));
        assertThat(binder.call("reply-count", "0")).isEqualTo(Reply.of(Status.named(name)));
        assertThat(Status.named(name).code()).isEqualTo(-11);
    }

    @ParameterizedTest
    @EnumSource(names = {"S2020", "S2017"})
    void olderBindersNameTheUnknownVerb(Flavour flavour) { // v1-unknown-verb.c*-s2020, legacy*-unknown-verb
        FakeBinder binder = new FakeBinder(flavour);

        assertThat(binder.call("nosuch", "1"))
                .isEqualTo(Reply.of(Status.UNKNOWN_VERB.withInfo("verb nosuch unknown within api hello")));
        assertThat(binder.call("", "1")) // v1-probe-malformed.s2020
                .isEqualTo(Reply.of(Status.UNKNOWN_VERB.withInfo("verb  unknown within api hello")));
    }

    @Test
    void version3LeavesUnknownVerbsToTheBinder() {
        assertThat(new FakeBinder(Flavour.V3).call("nosuch", "1")).isEqualTo(Reply.of(Status.UNKNOWN_VERB));
    }

    @ParameterizedTest
    @ValueSource(strings = {"success", "fail", "eventstart", "eventstop", "oneventcall", "opaque", "getbin", "x-a"})
    void version3HasNotTheNewVerbs(String verb) { // hello.md 6, "absent"
        assertThat(new FakeBinder(Flavour.V3).call(verb, "{}")).isEqualTo(Reply.of(Status.UNKNOWN_VERB));
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "setctx", "getctx", "set-loa", "uid", "info", "after", "settings", "mute"})
    void version2017HasNotTheLaterVerbs(String verb) { // hello.md 8
        assertThat(new FakeBinder(Flavour.S2017).call(verb, "{}").status().code())
                .isEqualTo(-4);
    }

    @ParameterizedTest
    @CsvSource({"V3, true", "S2020, true", "S2017, false"})
    void allButTheFirstHaveAnAlias(Flavour flavour, boolean alias) {
        FakeBinder binder = new FakeBinder(flavour);

        Reply reply = binder.call(binder.client, "fakename", "ping", List.of());

        assertThat(reply.status().isSuccess()).isEqualTo(alias);
    }

    @ParameterizedTest
    @EnumSource(names = {"V3", "S2020"})
    void answersTheVerbsOfVersion4InItsOwnShape(Flavour flavour) {
        FakeBinder binder = new FakeBinder(flavour, Json.parse("{\"k\":1}"));

        assertThat(binder.call("settings", "1")).isEqualTo(Reply.of(Json.parse("{\"k\":1}")));
        assertThat(binder.call("reply-count", "2")).isEqualTo(Reply.success());
        assertThat(binder.call("queue", "2")).isEqualTo(Reply.success());
        assertThat(binder.call("get", "{\"name\":\"n\"}"))
                .isEqualTo(Reply.of(Status.SUCCESS.withInfo("found for 'name': n")));
        assertThat(binder.call("get", "{}")).isEqualTo(failure("invalid", "the parameter 'name' is missing"));
    }

    private static Reply success(Json result, String tag, int count, String query) {
        String info = "Ping Binder Daemon tag=" + tag + " count=" + count + " query=" + query;
        return new Reply(Status.SUCCESS.withInfo(info), List.of(result));
    }

    private static Reply failure(String name, String info) {
        return Reply.of(Status.named(name).withInfo(info));
    }
}
