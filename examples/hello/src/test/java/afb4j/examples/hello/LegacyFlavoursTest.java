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

/// The samples that answer one value, an error text and an info text: hello.md 2, 6, 7 and 8.
final class LegacyFlavoursTest {

    private static final Json SOME_STRING = Json.of("Some String");

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "V4")
    void pingsShareACounterAndShowTheirArgumentSpaced(Flavour flavour) {
        Binder binder = new Binder(flavour);

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
    void pingvtSharesTheCounter(Flavour flavour) {
        Binder binder = new Binder(flavour);

        binder.call("pingvt", "1");

        assertThat(binder.call("ping", "2")).isEqualTo(success(SOME_STRING, "pingSample", 2, "2"));
    }

    @ParameterizedTest
    @CsvSource({"V3,    no-reply,    ", "S2020, not-replied, "})
    void muteEndsInTheWordsOfItsTime(Flavour flavour, String name) { // W-42, v1-muted*
        Binder binder = new Binder(flavour);

        assertThat(binder.call("mute", "1")).isEqualTo(Reply.of(Status.named(name)));
        assertThat(binder.call("reply-count", "0")).isEqualTo(Reply.of(Status.named(name)));
        assertThat(Status.named(name).code()).isEqualTo(-11);
    }

    @ParameterizedTest
    @EnumSource(names = {"S2020", "S2017"})
    void olderBindersNameTheUnknownVerb(Flavour flavour) { // v1-unknown-verb.c*-s2020, legacy*-unknown-verb
        Binder binder = new Binder(flavour);

        assertThat(binder.call("nosuch", "1"))
                .isEqualTo(Reply.of(Status.UNKNOWN_VERB.withInfo("verb nosuch unknown within api hello")));
        assertThat(binder.call("", "1")) // v1-probe-malformed.s2020
                .isEqualTo(Reply.of(Status.UNKNOWN_VERB.withInfo("verb  unknown within api hello")));
    }

    @Test
    void version3LeavesUnknownVerbsToTheBinder() {
        assertThat(new Binder(Flavour.V3).call("nosuch", "1")).isEqualTo(Reply.of(Status.UNKNOWN_VERB));
    }

    @ParameterizedTest
    @CsvSource({"V3, true", "S2020, true", "S2017, false"})
    void allButTheFirstHaveAnAlias(Flavour flavour, boolean alias) {
        Reply reply = new Binder(flavour).call("fakename", "ping", List.of());

        assertThat(reply.status().isSuccess()).isEqualTo(alias);
    }

    @ParameterizedTest
    @CsvSource({"V3, '\"1\"'", "S2020, 1"})
    void afterCallsAVerbOfTheSample(Flavour flavour, String query) { // v1-out-of-order*, Q3
        Binder binder = new Binder(flavour);

        Reply reply = binder.call(
                "after", "{\"delay\":\"0.5\",\"type\":\"call\",\"api\":\"hello\",\"verb\":\"ping\",\"args\":\"1\"}");

        assertThat(reply).isEqualTo(success(SOME_STRING, "pingSample", 1, query));
        assertThat(binder.pauses).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"n\":1}            | { \"n\": 1 }",
                "\"{\\\"n\\\":1}\"    | { \"n\": 1 }",
                "\"true\"             | true",
                "\"not json\"         | null",
                "\"\\\"text\\\"\"     | \"text\"",
                "null                 | null",
            })
    void version2020ParsesTextsOfArgs(String args, String query) { // hello.md 7
        Reply reply = new Binder(Flavour.S2020)
                .call("after", "{\"delay\":0,\"api\":\"hello\",\"verb\":\"ping\",\"args\":" + args + "}");

        assertThat(reply).isEqualTo(success(SOME_STRING, "pingSample", 1, query));
    }

    @ParameterizedTest
    @CsvSource({
        "V3,    wrong-api,  wrong-verb,",
        "S2020, failed,     failed,    bad arguments",
    })
    void afterRefusesACallThatNamesNothing(Flavour flavour, String noApi, String noVerb, String info) {
        Binder binder = new Binder(flavour);

        assertThat(binder.call("after", "{\"delay\":0}")).isEqualTo(failure(noApi, info));
        assertThat(binder.call("after", "{\"delay\":0,\"api\":\"hello\"}")).isEqualTo(failure(noVerb, info));
    }

    @Test
    void afterTakesAnyScalarForATextIn2020Only() {
        String argument = "{\"delay\":0,\"api\":\"hello\",\"verb\":5}";

        assertThat(new Binder(Flavour.S2020).call("after", argument).status().info())
                .contains("verb 5 unknown within api hello");
        assertThat(new Binder(Flavour.V3).call("after", argument)).isEqualTo(failure("wrong-verb", null));
    }

    @ParameterizedTest
    @EnumSource(names = {"V3", "S2020"})
    void answersTheVerbsOfVersion4InItsOwnShape(Flavour flavour) {
        Binder binder = new Binder(flavour, Json.parse("{\"k\":1}"));

        assertThat(binder.call("settings", "1")).isEqualTo(Reply.of(Json.parse("{\"k\":1}")));
        assertThat(binder.call("after", "{\"delay\":-1}")).isEqualTo(failure("invalid", "bad delay"));
        assertThat(binder.call("after", "{\"delay\":0,\"type\":\"nop\"}")).isEqualTo(failure("invalid", "bad type"));
        assertThat(binder.call("after", "{\"delay\":0,\"type\":\"subcall\"}")
                        .status()
                        .code())
                .isEqualTo(-5);
        assertThat(binder.call("reply-count", "2")).isEqualTo(Reply.success());
        assertThat(binder.call("queue", "2")).isEqualTo(Reply.success());
        assertThat(binder.call("verbose", "2")).isEqualTo(Reply.success());
        assertThat(binder.call("get", "{\"name\":\"n\"}"))
                .isEqualTo(Reply.of(Status.SUCCESS.withInfo("found for 'name': n")));
        assertThat(binder.call("get", "{}")).isEqualTo(failure("invalid", "the parameter 'name' is missing"));
        assertThat(binder.call("success", "1").status().code()).isEqualTo(-4);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "V4")
    void exitTakesTheTextOfACode(Flavour flavour) throws Exception { // legacy-server-gone sends "0"
        Binder binder = new Binder(flavour);

        assertThat(binder.call("exit", "\"0\"")).isEqualTo(Reply.success());
        assertThat(binder.exitCode()).isEqualTo(0);
    }

    private static Reply success(Json result, String tag, int count, String query) {
        String info = "Ping Binder Daemon tag=" + tag + " count=" + count + " query=" + query;
        return new Reply(Status.SUCCESS.withInfo(info), List.of(result));
    }

    private static Reply failure(String name, String info) {
        Status status = Status.named(name);
        return Reply.of(info == null ? status : status.withInfo(info));
    }
}
