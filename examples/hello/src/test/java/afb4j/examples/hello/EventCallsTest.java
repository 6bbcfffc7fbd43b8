package afb4j.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.api.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the sample does about events: hello.md 4.3 and 5.
final class EventCallsTest {

    private final FakeBinder binder = new FakeBinder(Flavour.V4);
    private final List<String> heard = new ArrayList<>();

    EventCallsTest() {
        binder.add(Api.builder("ear")
                .verb("hear", request -> {
                    heard.add(request.json().compact());
                    request.reply();
                })
                .build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "V4    | INFO received orphan event hello/news",
                "V3    | INFO received event hello/news({ \"a\": [ 1 ] })",
                "S2020 | INFO received event hello/news({ \"a\": [ 1 ] })",
                "S2017 | INFO received event hello/news({ \"a\": [ 1 ] })",
            })
    void logsEventsThatNobodyHandles(Flavour flavour, String line) {
        try (CapturedLog log = new CapturedLog(EventCalls.class)) {
            new FakeBinder(flavour).call("broadcast", "{\"name\":\"news\",\"data\":{\"a\":[1]}}");

            assertThat(log.lines).containsExactly(line);
        }
    }

    @Test
    void oneventcallCallsTheVerbWithTheEventAndItsData() {
        assertThat(on("hello/news", "\"mine\"")).isEqualTo(Reply.success());

        binder.call("broadcast", "{\"name\":\"news\",\"data\":[1]}");

        assertThat(heard).containsExactly("{\"event\":\"hello/news\",\"data\":[1],\"args\":\"mine\"}");
    }

    @Test
    void oneventcallHearsOfEventsItsOwnCallsSubscribedTo() {
        on("hello/*", "1");
        binder.call("eventadd", "{\"tag\":\"t\",\"name\":\"ev\"}");
        binder.call("call", "{\"api\":\"hello\",\"verb\":\"eventsub\",\"args\":{\"tag\":\"t\"}}");

        binder.call("eventpush", "{\"tag\":\"t\",\"data\":2}");

        assertThat(heard).containsExactly("{\"event\":\"hello/ev\",\"data\":2,\"args\":1}");
        assertThat(binder.client.journal).doesNotContain("push hello/ev 2");
    }

    @Test
    void theMostPreciseOfSeveralPatternsIsCalledAlone() {
        for (String pattern : List.of("*", "h*", "HELLO/N*", "*news")) {
            assertThat(on(pattern, "\"" + pattern + "\"")).isEqualTo(Reply.success());
        }

        binder.call("broadcast", "{\"name\":\"news\"}");
        binder.call("broadcast", "{\"name\":\"old\"}");

        assertThat(heard)
                .containsExactly(
                        "{\"event\":\"hello/news\",\"data\":null,\"args\":\"HELLO/N*\"}",
                        "{\"event\":\"hello/old\",\"data\":null,\"args\":\"h*\"}");
    }

    @Test
    void aPatternForAllTakesThePlaceOfTheLog() {
        on("*", "null");

        try (CapturedLog log = new CapturedLog(EventCalls.class)) {
            binder.call("broadcast", "{\"name\":\"any\"}");

            assertThat(log.lines).isEmpty();
        }
        assertThat(heard).containsExactly("{\"event\":\"hello/any\",\"data\":null,\"args\":null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello/news", "hello/*", "*"})
    void refusesAPatternThatHasAVerb(String pattern) {
        on(pattern, "1");

        assertThat(on(pattern, "2").json().compact()).isEqualTo("[null,\"failed\",null]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "{}",
                "{\"api\":\"ear\",\"verb\":\"hear\"}",
                "{\"pattern\":\"*\",\"verb\":\"hear\"}",
                "{\"pattern\":\"*\",\"api\":\"ear\"}",
                "{\"pattern\":1,\"api\":\"ear\",\"verb\":\"hear\"}",
            })
    void refusesWhatNamesNoPatternOrNoVerb(String argument) {
        assertThat(binder.call("oneventcall", argument).json().compact()).isEqualTo("[null,\"invalid\",null]");
    }

    private Reply on(String pattern, String args) {
        return binder.call(
                "oneventcall",
                "{\"pattern\":\"" + pattern + "\",\"api\":\"ear\",\"verb\":\"hear\",\"args\":" + args + "}");
    }
}
