package afb4j.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/// Events by their tags: hello.md 4.3, 6 to 8.
final class EventVerbsTest {

    private static final String ADD = "{\"tag\":\"t\",\"name\":\"ev\"}";
    private static final String TAG = "{\"tag\":\"t\"}";

    private final FakeBinder binder = new FakeBinder(Flavour.V4);

    @ParameterizedTest
    @EnumSource
    void pushReachesSubscribersBeforeTheReply(Flavour flavour) { // v1-events*, legacy*-events
        FakeBinder binder = new FakeBinder(flavour);
        FakeClient idle = binder.client("idle");

        for (String verb : List.of("eventadd", "eventsub", "eventsub", "eventpush", "eventunsub", "eventpush")) {
            assertThat(binder.call(verb, ADD)).isEqualTo(Reply.success());
        }

        assertThat(binder.client.journal)
                .containsExactly(
                        "reply success",
                        "subscribe hello/ev",
                        "reply success",
                        "subscribe hello/ev",
                        "reply success",
                        "push hello/ev null",
                        "reply success",
                        "unsubscribe hello/ev",
                        "reply success",
                        "reply success");
        assertThat(idle.journal).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "V4    | {\"n\":1}           | {\"n\":1}",
                "V4    | \"[2]\"             | \"[2]\"",
                "V3    | \"{\\\"n\\\":1}\"   | \"{\\\"n\\\":1}\"",
                "S2020 | \"{\\\"n\\\":1}\"   | {\"n\":1}",
                "S2020 | {\"n\":1}           | {\"n\":1}",
                "S2020 | \"not json\"        | null",
                "S2017 | \"2\"               | 2",
                "S2017 | null                | null",
            })
    void olderSamplesParseTextsOfData(Flavour flavour, String data, String told) { // Q3
        FakeBinder binder = new FakeBinder(flavour);
        binder.call("eventadd", ADD);
        binder.call("eventsub", TAG);
        binder.client.journal.clear();

        binder.call("eventpush", "{\"tag\":\"t\",\"data\":" + data + "}");
        binder.call("broadcast", "{\"tag\":\"t\",\"data\":" + data + "}");

        assertThat(binder.client.journal)
                .containsExactly(
                        "push hello/ev " + told, "reply success", "broadcast hello/ev " + told, "reply success");
    }

    @ParameterizedTest
    @CsvSource({
        "eventdel,   deletion error",
        "eventsub,   subscription error",
        "eventunsub, unsubscription error",
        "eventpush,  push error",
        "broadcast,  broadcast error",
    })
    void refusesAnUnknownTagInEachFlavour(String verb, String info) {
        for (Flavour flavour : Flavour.values()) {
            assertThat(new FakeBinder(flavour).call(verb, TAG))
                    .as(flavour.name())
                    .isEqualTo(flavour.replies().failure("failed", info));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"eventadd", "eventdel", "eventsub", "eventunsub", "eventpush", "broadcast"})
    void refusesAnArgumentWithoutTag(String verb) {
        for (Flavour flavour : Flavour.values()) {
            FakeBinder binder = new FakeBinder(flavour);
            for (String argument : List.of("1", "null", "[]", "{}", "{\"tag\":null}", "{\"tag\":[1]}")) {
                assertThat(binder.call(verb, argument))
                        .as(flavour + " " + argument)
                        .isEqualTo(flavour.replies().failure("failed", "bad arguments"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"V4, false", "V3, false", "S2020, true", "S2017, true"})
    void olderSamplesTakeANumberForATag(Flavour flavour, boolean taken) { // hello.md 7
        FakeBinder binder = new FakeBinder(flavour);

        Reply reply = binder.call("eventadd", "{\"tag\":5,\"name\":true}");

        assertThat(reply.status().isSuccess()).isEqualTo(taken);
        assertThat(binder.call("eventpush", "{\"tag\":\"5\"}").status().isSuccess())
                .isEqualTo(taken);
    }

    @Test
    void twoTagsOfTheSameNameAreTwoEvents() {
        binder.call("eventadd", ADD);
        binder.call("eventadd", "{\"tag\":\"u\",\"name\":\"ev\"}");
        binder.call("eventsub", "{\"tag\":\"u\"}");

        binder.call("eventpush", TAG);

        assertThat(binder.client.journal).doesNotContain("push hello/ev null");
    }

    @Test
    void refusesATagThatIsTaken() {
        binder.call("eventadd", ADD);

        Reply again = binder.call("eventadd", "{\"tag\":\"t\",\"name\":\"other\"}");

        assertThat(again.json().compact()).isEqualTo("[null,\"failed\",\"creation error\"]");
        assertThat(binder.context.events()).hasSize(1);
    }

    @Test
    void theAliasHasTheSameEvents() {
        binder.call(binder.client, "fakename", "eventadd", List.of(Json.parse(ADD)));

        assertThat(binder.call("eventsub", TAG)).isEqualTo(Reply.success());
        assertThat(binder.client.journal).contains("subscribe hello/ev");
    }

    @Test
    void deletionTellsSubscribersAndFreesTheTag() { // v1-events-two*
        binder.call("eventadd", ADD);
        binder.call("eventsub", TAG);

        assertThat(binder.call("eventdel", TAG)).isEqualTo(Reply.success());

        assertThat(binder.client.journal).endsWith("remove hello/ev", "reply success");
        assertThat(binder.call("eventadd", ADD)).isEqualTo(Reply.success());
    }

    @Test
    void refusesACallerThatCannotTakeEvents() { // vector http/events-rest
        binder.call("eventadd", ADD);
        FakeClient rest = binder.client("rest");
        rest.takesEvents = false;

        assertThat(binder.call(rest, "eventsub", TAG).json().compact())
                .isEqualTo("[null,\"failed\",\"subscription error\"]");
        assertThat(binder.call(rest, "eventunsub", TAG).json().compact())
                .isEqualTo("[null,\"failed\",\"unsubscription error\"]");
    }

    @Test
    void unsubscribesWhoIsNotSubscribed() { // Q1
        binder.call("eventadd", ADD);

        assertThat(binder.call("eventunsub", TAG)).isEqualTo(Reply.success());
        assertThat(binder.client.journal).contains("unsubscribe hello/ev");
    }

    @ParameterizedTest
    @EnumSource
    void broadcastsByNameToEverybody(Flavour flavour) { // v1-broadcast*, legacy*-broadcast
        FakeBinder binder = new FakeBinder(flavour);
        FakeClient other = binder.client("other");

        Reply reply = binder.call("broadcast", "{\"name\":\"news\",\"data\":[1]}");

        assertThat(reply).isEqualTo(Reply.success());
        assertThat(binder.client.journal).containsExactly("broadcast hello/news [1]", "reply success");
        assertThat(other.journal).containsExactly("broadcast hello/news [1]");
    }

    @Test
    void broadcastLooksAtTheNameOnlyWithoutTag() {
        assertThat(binder.call("broadcast", "{\"tag\":\"t\",\"name\":\"news\"}")
                        .status()
                        .isSuccess())
                .isFalse();
        assertThat(binder.call("broadcast", "{\"tag\":1,\"name\":\"news\"}")).isEqualTo(Reply.success());
    }

    @Test
    void eventstartPushesNumbersByTime() { // vector rpc-event-timer
        start("{\"tag\":\"t\",\"period\":200}");

        binder.advance(Duration.ofMillis(999));
        assertThat(pushes()).isEmpty();
        binder.advance(Duration.ofMillis(1));
        binder.advance(Duration.ofMillis(400));

        assertThat(pushes()).containsExactly("push hello/ev Int 1", "push hello/ev Int 2", "push hello/ev Int 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"tag\":\"t\"}", "{\"tag\":\"t\",\"period\":0}", "{\"tag\":\"t\",\"period\":1000}"})
    void eventstartPushesEverySecondUnlessToldOtherwise(String argument) {
        start(argument);

        binder.advance(Duration.ofMillis(3999));

        assertThat(pushes()).hasSize(3);
    }

    @Test
    void eventstartChangesThePeriodAndGoesOnCounting() {
        start("{\"tag\":\"t\"}");
        binder.advance(Duration.ofSeconds(2));

        binder.call("eventstart", "{\"tag\":\"t\",\"period\":5000}");
        binder.advance(Duration.ofMillis(4999));
        assertThat(pushes()).hasSize(2);
        binder.advance(Duration.ofMillis(1));

        assertThat(pushes()).endsWith("push hello/ev Int 3").hasSize(3);
        assertThat(binder.jobCount()).isEqualTo(1);
    }

    @Test
    void eventstopStopsAndTheNextStartCountsFromOne() {
        start("{\"tag\":\"t\"}");
        binder.advance(Duration.ofSeconds(2));

        assertThat(binder.call("eventstop", TAG)).isEqualTo(Reply.success());
        binder.advance(Duration.ofSeconds(9));
        assertThat(pushes()).hasSize(2);
        binder.call("eventstart", TAG);
        binder.advance(Duration.ofSeconds(1));

        assertThat(pushes()).endsWith("push hello/ev Int 2", "push hello/ev Int 1");
    }

    @Test
    void deletionStopsTheTimer() {
        start(TAG);

        binder.call("eventdel", TAG);

        assertThat(binder.jobCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "\"200\"", "-1", "null", "1e3", "4294967296"})
    void eventstartRefusesAPeriodThatIsNoCount(String period) { // hello.md 3
        binder.call("eventadd", ADD);

        Reply reply = binder.call("eventstart", "{\"tag\":\"t\",\"period\":" + period + "}");

        assertThat(reply.json().compact()).isEqualTo("[null,\"failed\",\"bad arguments\"]");
    }

    @Test
    void eventstartRefusesAnUnknownTagAndEventstopDoesNot() {
        assertThat(binder.call("eventstart", TAG).json().compact()).isEqualTo("[null,\"failed\",\"start error\"]");
        assertThat(binder.call("eventstop", TAG)).isEqualTo(Reply.success());
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "V4")
    void onlyVersion4HasTimers(Flavour flavour) {
        assertThat(new FakeBinder(flavour).call("eventstart", TAG).status().code())
                .isEqualTo(Status.UNKNOWN_VERB.code());
    }

    private void start(String argument) {
        binder.call("eventadd", ADD);
        binder.call("eventsub", TAG);
        assertThat(binder.call("eventstart", argument)).isEqualTo(Reply.success());
    }

    private List<String> pushes() {
        return binder.client.journal.stream()
                .filter(line -> line.startsWith("push "))
                .toList();
    }
}
