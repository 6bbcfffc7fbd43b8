package afb4j.sequencer.netty;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.sequencer.Leaving;
import afb4j.sequencer.ScriptRun;
import afb4j.sequencer.Sequencer;
import afb4j.sequencer.example.Fetch;
import afb4j.sequencer.example.Fetched;
import afb4j.sequencer.example.FiveGets;
import afb4j.sequencer.example.FiveGetsScript;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The api-test of libwebsockets, in both styles: S-02, S-03 and the first part of S-25.
@Timeout(60)
final class FiveGetsScenariosTest {

    private static List<Fetch> fiveGets(HttpPlace place) {
        return List.of(
                new Fetch(place.pages(), "/a", "status 200"),
                new Fetch(place.pages(), "/b", "status 200"),
                new Fetch(place.pages(), "/missing", "status 404"),
                new Fetch(place.mute(), "/a", "timeout"),
                new Fetch(place.unknown(), "/a", "failure"));
    }

    //
    @ParameterizedTest(name = "S-02 five GETs, {0} loop")
    @EnumSource
    void fetchesFivePagesInOrder(LoopKind kind) {
        try (Stage stage = new Stage(kind);
                HttpPlace place = new HttpPlace(kind)) {
            Duration limit = limitOn(stage);
            Sequencer<FiveGets, Fetched> seq = start(stage, fiveGets(place), limit);
            stage.await(seq.completion());
            stage.pass(5000);

            stage.recorder()
                    .assertTrace(
                            seq,
                            "Created, Connected(c1), Fetched 200, Connected(c2), Fetched 200, Connected(c3), Fetched 404, "
                                    + "Connected(c4), TimedOut(timeout), ConnectFailed(c5, UnknownHostException), "
                                    + "Destroyed(Done, 0)");
            List<Duration> ages = stage.recorder().ages(seq);
            assertThat(ages.get(8).minus(ages.get(6))).isGreaterThanOrEqualTo(limit);
            if (!stage.isReal()) {
                assertThat(ages.get(8)).isEqualTo(Duration.ofSeconds(3));
                assertThat(place.closed()).hasSize(4); // each with its step, the mute one too
            }
        }
    }

    @ParameterizedTest(name = "S-03 a page where none was expected, {0} loop")
    @EnumSource
    void failsWhenTheMutePortAnswers(LoopKind kind) {
        try (Stage stage = new Stage(kind);
                HttpPlace place = new HttpPlace(kind)) {
            List<Fetch> steps =
                    List.of(new Fetch(place.pages(), "/a", "timeout"), new Fetch(place.pages(), "/b", "status 200"));
            Sequencer<FiveGets, Fetched> seq = start(stage, steps, limitOn(stage));

            assertThat(stage.awaitFailure(seq.completion())).hasMessage("step 1: expected timeout, got status 200");
            stage.recorder()
                    .assertTrace(
                            seq, "Created, Connected(c1), Fetched 200, Destroyed(Failed(IllegalStateException), 0)");
        }
    }

    @ParameterizedTest(name = "S-03 no page where one was expected, {0} loop")
    @EnumSource
    void failsWhenAPageTimesOut(LoopKind kind) {
        try (Stage stage = new Stage(kind);
                HttpPlace place = new HttpPlace(kind)) {
            List<Fetch> steps =
                    List.of(new Fetch(place.mute(), "/a", "status 200"), new Fetch(place.pages(), "/b", "status 200"));
            Sequencer<FiveGets, Fetched> seq = start(stage, steps, limitOn(stage));

            assertThat(stage.awaitFailure(seq.completion())).hasMessage("step 1: expected status 200, got timeout");
            stage.recorder()
                    .assertTrace(
                            seq,
                            "Created, Connected(c1), TimedOut(timeout), Destroyed(Failed(IllegalStateException), 0)");
        }
    }

    @ParameterizedTest(name = "S-25 five GETs as a script, {0} loop")
    @EnumSource
    void fetchesFivePagesInAScript(LoopKind kind) {
        try (Stage stage = new Stage(kind);
                HttpPlace place = new HttpPlace(kind)) {
            FiveGetsScript script = new FiveGetsScript(fiveGets(place), limitOn(stage));
            Sequencer<ScriptRun<Fetched, List<String>>, Fetched> seq =
                    stage.runtime().start(stage.script("five GETs", script::run).build());
            stage.await(seq.completion());

            assertThat(stage.await(seq.state().result()))
                    .containsExactly("status 200", "status 200", "status 404", "timeout", "failure");
            stage.recorder()
                    .assertTrace(
                            seq,
                            "Created, Connected(c1), Fetched 200, Connected(c2), Fetched 200, Connected(c3), Fetched 404, "
                                    + "Connected(c4), TimedOut(limit), ConnectFailed(c5, UnknownHostException), "
                                    + "Destroyed(Done, 0)");
        }
    }

    /// Three seconds; half of that on real loops, which still lets a busy machine answer in time.
    private static Duration limitOn(Stage stage) {
        return Duration.ofMillis(stage.isReal() ? 1500 : 3000);
    }

    private static Sequencer<FiveGets, Fetched> start(Stage stage, List<Fetch> steps, Duration limit) {
        return stage.runtime()
                .start(stage.<FiveGets, Fetched>spec(
                                "five GETs",
                                () -> new FiveGets(steps, limit),
                                (seq, gets, signal) -> gets.on(seq, signal))
                        .leaving(Leaving.CLOSE)
                        .build());
    }
}
