package afb4j.sequencer.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import afb4j.sequencer.Admission;
import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerSpec;
import afb4j.sequencer.Signal;
import afb4j.sequencer.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Parents and children, part 6 of the specification.
final class ChildrenTest {

    private static SequencerSpec<List<String>, String> child(Stage stage, List<String> order, String name) {
        return stage.<List<String>, String>spec(name, ArrayList::new, (_, heard, signal) -> {
                    if (signal instanceof Signal.Destroyed<String>) {
                        order.add(name);
                    }
                    if (signal instanceof Signal.Message<String>(String body)) {
                        heard.add(body);
                        return body.equals("end") ? Verdict.DONE : Verdict.CONTINUE;
                    }
                    return Verdict.CONTINUE;
                })
                .build();
    }

    //
    @ParameterizedTest(name = "a child's end is a message, {0} loop")
    @EnumSource
    void hearsOfTheEndOfAChild(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            List<String> order = new CopyOnWriteArrayList<>();
            Sequencer<String, String> parent = stage.runtime()
                    .start(stage.<String, String>spec("parent", () -> "", (seq, _, signal) -> {
                                if (signal instanceof Signal.Created<String>) {
                                    Sequencer<List<String>, String> kid = seq.start(
                                            child(stage, order, "child"),
                                            (heard, ending) -> "child heard " + heard + ", "
                                                    + ending.getClass().getSimpleName());
                                    kid.offer("hello");
                                    kid.offer("end");
                                    assertThat(seq.offer("fills the mailbox")).isEqualTo(Admission.ACCEPTED);
                                    assertThat(seq.offer("too much")).isEqualTo(Admission.FULL);
                                }
                                return signal instanceof Signal.Message<String>(String body) && body.startsWith("child")
                                        ? Verdict.DONE
                                        : Verdict.CONTINUE;
                            })
                            .capacity(1)
                            .build());
            stage.await(parent.completion());

            stage.recorder()
                    .assertTrace(
                            parent, "Created, fills the mailbox, child heard [hello, end], Done, Destroyed(Done, 0)");
        }
    }

    @ParameterizedTest(name = "children end before their parent, {0} loop")
    @EnumSource
    void closesItsChildrenFirst(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            List<String> order = new CopyOnWriteArrayList<>();
            Sequencer<String, String> parent = stage.runtime()
                    .start(stage.<String, String>spec("parent", () -> "", (seq, _, signal) -> {
                                if (signal instanceof Signal.Created<String>) {
                                    seq.start(child(stage, order, "first"), (_, ending) -> "first " + ending);
                                    seq.startAcrossSteps(
                                            child(stage, order, "second"), (_, ending) -> "second " + ending);
                                }
                                if (signal instanceof Signal.Destroyed<String>) {
                                    order.add("parent");
                                    assertThatIllegalStateException()
                                            .isThrownBy(() -> seq.start(child(stage, order, "late"), (_, _) -> "late"))
                                            .withMessageContaining("is ending, it cannot start 'late'");
                                }
                                return Verdict.CONTINUE;
                            })
                            .build());
            stage.until(() -> stage.runtime().sequencers().size() == 3);

            parent.close();
            stage.await(parent.completion());

            assertThat(order).containsExactly("first", "second", "parent");
            stage.recorder().assertTrace(parent, "Created, Destroyed(Closed, 0)");
        }
    }

    @ParameterizedTest(name = "children end with their step, {0} loop")
    @EnumSource
    void closesTheChildrenOfAStepThatIsOver(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            List<String> order = new CopyOnWriteArrayList<>();
            Sequencer<String, String> parent = stage.runtime()
                    .start(stage.<String, String>spec("parent", () -> "", (seq, _, signal) -> {
                                if (signal instanceof Signal.Created<String>) {
                                    seq.start(child(stage, order, "of the step"), (_, _) -> "never seen");
                                    seq.startAcrossSteps(child(stage, order, "of the sequencer"), (_, _) -> "seen");
                                }
                                if (signal instanceof Signal.Message<String>(String body) && body.equals("step")) {
                                    seq.newStep("next");
                                }
                                return Verdict.CONTINUE;
                            })
                            .build());
            parent.offer("step");
            stage.until(() -> !order.isEmpty());
            stage.until(() -> stage.recorder().staleCount(parent) == 1);

            assertThat(order).containsExactly("of the step");
            parent.close();
            stage.await(parent.completion());

            assertThat(order).containsExactly("of the step", "of the sequencer");
            stage.recorder().assertTrace(parent, "Created, step, Destroyed(Closed, 1)");
        }
    }

    @ParameterizedTest(name = "a child's end that cannot be told, {0} loop")
    @EnumSource
    void failsWhenTheEndOfAChildCannotBeTold(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            List<String> order = new CopyOnWriteArrayList<>();
            Sequencer<String, String> parent = stage.runtime()
                    .start(stage.<String, String>spec("parent", () -> "", (seq, _, signal) -> {
                                if (signal instanceof Signal.Created<String>) {
                                    seq.start(child(stage, order, "child"), (_, _) -> {
                                                throw new IllegalArgumentException("untellable");
                                            })
                                            .close();
                                }
                                return Verdict.CONTINUE;
                            })
                            .build());

            assertThat(stage.awaitFailure(parent.completion())).hasMessage("untellable");
        }
    }
}
