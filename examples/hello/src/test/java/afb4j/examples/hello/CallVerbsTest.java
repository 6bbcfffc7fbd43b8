package afb4j.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.api.Bytes;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.Status;
import afb4j.api.Text;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls of other verbs: hello.md 4.2, 6 to 8.
final class CallVerbsTest {

    private static final String PING = "{\"api\":\"hello\",\"verb\":\"ping\",\"args\":2}";

    @ParameterizedTest
    @ValueSource(strings = {"subcall", "subcallsync", "call", "callsync"})
    void version4AnswersWhatTheVerbAnswered(String verb) { // v1-binding-v4*, http/subcall, http/private-api
        FakeBinder binder = binder(Flavour.V4);
        Bytes bytes = Bytes.of(new byte[] {1});

        assertThat(binder.call(verb, PING).json().compact()).isEqualTo("[2,null,\"ping count=1\"]");
        assertThat(binder.call(verb, to("hello", "fail"))).isEqualTo(Reply.of(Status.INTERNAL_ERROR));
        assertThat(binder.call(verb, to("hello", "mute"))).isEqualTo(Reply.of(Status.NO_REPLY));
        assertThat(binder.call(verb, to("hello", "nosuch"))).isEqualTo(Reply.of(Status.UNKNOWN_VERB));
        assertThat(binder.call(verb, to("nope", "ping"))).isEqualTo(Reply.of(Status.UNKNOWN_API));
        assertThat(binder.call(verb, to("other", "bytes"))).isEqualTo(Reply.of(bytes));
        assertThat(binder.call(verb, to("other", "refuse")))
                .isEqualTo(Reply.of(Status.of(-2000, "tired").withInfo("later")));
    }

    @ParameterizedTest
    @CsvSource({"subcall, 4", "subcallsync, 3", "call, 4", "callsync, 3"})
    void version4KeepsThreeValuesOfAReplyItWaitedFor(String verb, int values) {
        assertThat(binder(Flavour.V4).call(verb, to("other", "four")).values()).hasSize(values);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "null", "{}", "{\"api\":\"hello\"}", "{\"verb\":\"ping\"}", "{\"api\":1,\"verb\":\"a\"}"})
    void version4RefusesACallThatNamesNothing(String argument) {
        for (CallKind kind : CallKind.values()) {
            assertThat(binder(Flavour.V4).call(kind.verb(), argument).json().compact())
                    .isEqualTo("[null,\"invalid\",null]");
        }
    }

    @ParameterizedTest
    @CsvSource({"subcall, session", "subcallsync, session", "call, own", "callsync, own"})
    void callsWithTheSessionOfTheCallerOrOfTheSample(String verb, String session) {
        for (Flavour flavour : Flavour.values()) {
            Reply reply = binder(flavour).call(verb, to("other", "session"));

            assertThat(reply.toString()).as(flavour.name()).contains("session is " + session);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"subcall", "subcallsync"})
    void aSubcallThatClosesTheSessionClosesThatOfTheCaller(String verb) {
        FakeBinder binder = binder(Flavour.V4);
        binder.call("setctx", "1");

        binder.call(verb, to("hello", "close"));

        assertThat(binder.client.session().value()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"subcall, true", "subcallsync, true", "call, false", "callsync, false"})
    void eventsThatASubcallSubscribesToGoToTheCaller(String verb, boolean toCaller) { // wsj1/events-subcall
        FakeBinder binder = binder(Flavour.V4);
        binder.call("eventadd", "{\"tag\":\"t\",\"name\":\"ev\"}");

        binder.call(verb, "{\"api\":\"hello\",\"verb\":\"eventsub\",\"args\":{\"tag\":\"t\"}}");
        binder.call("eventpush", "{\"tag\":\"t\"}");

        FakeClient told = toCaller ? binder.client : binder.context.itself;
        FakeClient notTold = toCaller ? binder.context.itself : binder.client;
        assertThat(told.journal).contains("push hello/ev null");
        assertThat(notTold.journal).doesNotContain("push hello/ev null");
    }

    @Test
    void version3AnswersWhatTheVerbAnsweredOrItsThreeParts() { // hello.md 6
        FakeBinder binder = binder(Flavour.V3);
        String query = "Ping Binder Daemon tag=pingSample count=";

        assertThat(binder.call("subcall", PING))
                .isEqualTo(Flavour.V3.replies().success(Json.of("Some String"), query + "1 query=2"));
        assertThat(binder.call("callsync", PING))
                .isEqualTo(Reply.of(Json.array("Some String", null, query + "2 query=2")));
        Reply failed = binder.call("subcallsync", to("hello", "pingfail"));
        assertThat(failed.status()).isEqualTo(Status.named("error"));
        assertThat(failed.json().compact()).isEqualTo("[null,\"failed\",\"Ping Binder Daemon fails\"]");
    }

    @ParameterizedTest
    @CsvSource({"subcall", "subcallreq", "subcallsync"})
    void olderSamplesAnswerASubcallWithItsEnvelope(String verb) { // vectors legacy-subcall, legacy-subcall-req
        for (Flavour flavour : List.of(Flavour.S2020, Flavour.S2017)) {
            FakeBinder binder = binder(flavour);

            assertThat(binder.call(verb, "{\"api\":\"hello\",\"verb\":\"ping\",\"args\":\"\\\"via subcall\\\"\"}"))
                    .isEqualTo(Reply.of(Json.parse("{\"response\":\"Some String\",\"jtype\":\"afb-reply\","
                            + "\"request\":{\"status\":\"success\",\"info\":"
                            + "\"Ping Binder Daemon tag=pingSample count=1 query=\\\"via subcall\\\"\"}}")));
            assertThat(binder.call(verb, to("hello", "pingnull")).json().compact())
                    .isEqualTo("{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"success\",\"info\":"
                            + "\"Ping Binder Daemon tag=pingNull count=2 query=1\"}}");
            assertThat(binder.call(verb, to("hello", "pingfail")))
                    .isEqualTo(flavour.replies()
                            .failure(
                                    "failed",
                                    "{ \"jtype\": \"afb-reply\", \"request\": { \"status\": \"failed\", \"info\": "
                                            + "\"Ping Binder Daemon fails\" } }"));
            assertThat(binder.call(verb, to("nope", "ping")))
                    .isEqualTo(flavour.replies()
                            .failure(
                                    "failed",
                                    "{ \"jtype\": \"afb-reply\", \"request\": { \"status\": \"unknown-api\", \"info\": "
                                            + "\"api nope not found (for verb ping)\" } }"));
        }
    }

    @Test
    void version2017HandsOnWhatIsNoEnvelope() { // L-07, vector legacy-probe-subcall
        FakeBinder binder = binder(Flavour.S2017);

        assertThat(binder.call("subcall", to("other", "bare"))).isEqualTo(Reply.of(Json.parse("{\"ok\":1}")));
        assertThat(binder.call("subcall", to("other", "why")))
                .isEqualTo(Reply.of(Status.named("failed").withInfo("\"why\"")));
        assertThat(binder.call("subcall", to("other", "nothing")))
                .isEqualTo(Reply.of(Status.named("failed").withInfo("null")));
    }

    @Test
    void version2020MakesAnEnvelopeOfEachReply() { // hello.md 7
        assertThat(binder(Flavour.S2020)
                        .call("subcall", to("other", "bare"))
                        .json()
                        .compact())
                .isEqualTo("{\"response\":{\"ok\":1},\"jtype\":\"afb-reply\",\"request\":{\"status\":\"success\"}}");
    }

    @Test
    void refusesAReplyThatDoesNotFitAnEnvelope() {
        Reply reply = binder(Flavour.S2020).call("subcall", to("other", "deep"));

        assertThat(reply.status().code()).isEqualTo(Status.INVALID_REQUEST.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"call", "callsync"})
    void olderSamplesAnswerACallAsItIs(String verb) { // hello.md 7
        for (Flavour flavour : List.of(Flavour.S2020, Flavour.S2017)) {
            FakeBinder binder = binder(flavour);

            assertThat(binder.call(verb, "{\"api\":\"hello\",\"verb\":\"ping\"}"))
                    .isEqualTo(flavour.replies()
                            .success(Json.of("Some String"), "Ping Binder Daemon tag=pingSample count=1 query=null"));
            assertThat(binder.call(verb, to("nope", "ping")))
                    .isEqualTo(flavour.replies().failure("unknown-api", "api nope not found (for verb ping)"));
            assertThat(binder.call(verb, to("other", "silent"))).isEqualTo(Reply.of(Status.named("not-replied")));
        }
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
    void olderSamplesParseTextsOfArgs(String args, String query) { // Q3
        for (Flavour flavour : List.of(Flavour.S2020, Flavour.S2017)) {
            Reply reply = binder(flavour).call("call", "{\"api\":\"hello\",\"verb\":\"ping\",\"args\":" + args + "}");

            assertThat(reply.status().info())
                    .hasValueSatisfying(info -> assertThat(info).endsWith("query=" + query));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "V3    | {\"verb\":\"ping\"}                            | wrong-api  |",
                "V3    | {\"api\":\"hello\"}                            | wrong-verb |",
                "V3    | {\"api\":\"hello\",\"verb\":5}                 | wrong-verb |",
                "S2020 | {\"verb\":\"ping\",\"args\":1}                 | failed     | bad arguments",
                "S2020 | {\"api\":\"hello\",\"args\":1}                 | failed     | bad arguments",
                "S2020 | {\"api\":\"hello\",\"verb\":\"ping\"}          | failed     | bad arguments",
                "S2017 | {\"api\":\"h\",\"verb\":\"p\",\"args\":\"x\"}  | failed     | bad arguments",
            })
    void olderSamplesRefuseASubcallInTheirWords(Flavour flavour, String argument, String error, String info) {
        assertThat(binder(flavour).call("subcall", argument))
                .isEqualTo(flavour.replies().failure(error, info));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"V4", "V3"})
    void olderSamplesTakeAnyScalarForAName(Flavour flavour) { // hello.md 7
        assertThat(binder(flavour)
                        .call("call", to("hello", "5").replace("\"5\"", "5"))
                        .status()
                        .info())
                .contains("verb 5 unknown within api hello");
    }

    private static String to(String api, String verb) {
        return "{\"api\":\"" + api + "\",\"verb\":\"" + verb + "\",\"args\":1}";
    }

    /// A binder with an API `other` that answers in many ways.
    private static FakeBinder binder(Flavour flavour) {
        FakeBinder binder = new FakeBinder(flavour);
        binder.add(Api.builder("other")
                .verb("bytes", request -> request.reply(Bytes.of(new byte[] {1})))
                .verb(
                        "refuse",
                        request -> request.fail(Status.of(-2000, "tired").withInfo("later")))
                .verb(
                        "four",
                        request -> request.reply(Reply.of(Text.of("1"), Text.of("2"), Text.of("3"), Text.of("4"))))
                .verb("session", CallVerbsTest::session)
                .verb("bare", request -> request.reply(Json.parse("{\"ok\":1}")))
                .verb("why", request -> request.reply(new Reply(Status.named("failed"), List.of(Json.of("why")))))
                .verb("nothing", request -> request.reply(new Reply(Status.named("failed"), List.of(Json.NULL))))
                .verb("deep", request -> request.reply(Json.parse("[".repeat(32) + "]".repeat(32))))
                .verb("silent", request -> {})
                .build());
        return binder;
    }

    private static void session(Request request) {
        request.reply(Reply.of(
                Status.SUCCESS.withInfo("session is " + request.session().uuid())));
    }
}
