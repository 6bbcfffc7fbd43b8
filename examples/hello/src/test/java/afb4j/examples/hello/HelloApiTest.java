package afb4j.examples.hello;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.api.Execution;
import afb4j.api.Json;
import afb4j.api.Verb;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What the binder sees of the sample: hello.md 4.1, 5, 7 and 8.
final class HelloApiTest {

    @Test
    void version4HasItsVerbsInTheOrderOfTheCSample() { // http/info
        Api api = new FakeBinder(Flavour.V4).hello();

        assertThat(api.verbs())
                .extracting(Verb::name)
                .containsExactly(("ping success fail subcall subcallsync call callsync eventadd eventdel eventsub "
                                + "eventunsub eventpush eventstart eventstop oneventcall verbose broadcast hasperm "
                                + "exit close set-loa get-loa has-loa-1 has-loa-2 has-loa-3 setctx setctxif getctx "
                                + "checktok my-info reply-count mute mutebug queue settings after opaque getbin gethttp "
                                + "pingvt x-*")
                        .split(" "));
    }

    @Test
    void version2017HasItsVerbsInTheirOrder() { // hello.md 8
        assertThat(new FakeBinder(Flavour.S2017).hello().verbs())
                .extracting(Verb::name)
                .containsExactly(("ping pingfail pingnull pingJson pingevent subcall subcallreq subcallsync eventadd "
                                + "eventdel eventsub eventunsub eventpush call callsync verbose broadcast hasperm "
                                + "exit pingvt *")
                        .split(" "));
    }

    @ParameterizedTest
    @EnumSource
    void onlyVerbsThatWaitRunOnAThread(Flavour flavour) {
        assertThat(new FakeBinder(flavour).hello().verbs())
                .filteredOn(verb -> verb.execution() == Execution.BLOCKING)
                .extracting(Verb::name)
                .containsExactlyInAnyOrder("subcallsync", "callsync", "verbose", "exit", "pingvt");
    }

    @Test
    void theGuardOfSetLoaIsShownInFull() { // hello.md 4.4
        assertThat(SessionVerbs.SET_LOA.text())
                .isEqualTo("(yes and loa>=0 and (no or not yes)) or "
                        + "((check-token or not ((permission or not permission) and yes)) and "
                        + "(permission or not permission) and yes)");
    }

    @ParameterizedTest
    @CsvSource({"S2020, '', 3731", "S2017, hello, 1482"})
    void olderSamplesGiveTheDescriptionOfTheirBinder(Flavour flavour, String text, int bytes) {
        // vectors v1-probe-describe.s2020, legacy2018-describe, legacy-describe
        Json description = new FakeBinder(flavour).hello().specification().orElseThrow();

        assertThat(description.rawUtf8()).hasSize(bytes);
        assertThat(new String(description.rawUtf8(), UTF_8))
                .startsWith("{\"openapi\":\"3.0.0\",\"info\":{\"title\":\"hello\",\"version\":\"0.0.0\","
                        + "\"description\":\"" + text + "\"},\"paths\":{\"\\/ping\":{\"get\":");
        Json paths = description.member("paths").orElseThrow();
        assertThat(paths.member("/ping").orElseThrow().compact())
                .isEqualTo("{\"get\":{\"responses\":{\"200\":{\"description\":\"ping\"}}}}");
    }

    @ParameterizedTest
    @EnumSource(names = {"V4", "V3"})
    void newerSamplesLeaveTheirDescriptionToTheBinder(Flavour flavour) { // W-83
        assertThat(new FakeBinder(flavour).hello().specification()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void tellsTheLogThatItIsThereAndStarts(Flavour flavour) {
        try (CapturedLog log = new CapturedLog(HelloApi.class)) {
            new FakeBinder(flavour);

            List<String> more = flavour == Flavour.V4
                    ? List.of("INFO hello binding's uid is (null)", "INFO hello binding's config is null")
                    : List.of();
            assertThat(log.lines).startsWith("INFO hello binding comes to live").containsAll(more);
            assertThat(log.lines).endsWith("INFO hello binding starting").hasSize(2 + more.size());
        }
    }
}
