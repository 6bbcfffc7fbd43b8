package afb4j.sequencer.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import afb4j.sequencer.Admission;
import afb4j.sequencer.Overflow;
import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerHandler;
import afb4j.sequencer.SequencerObserver;
import afb4j.sequencer.SequencerSpec;
import afb4j.sequencer.Signal;
import afb4j.sequencer.Verdict;
import afb4j.sequencer.testkit.ScriptedConnector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Order, turns and back-pressure: S-04, S-05, S-22 and the overflow rules.
final class QueueScenariosTest {

    // J-03, Q-13, Q-14
    @ParameterizedTest(name = "S-04 backlog, {0} loop")
    @EnumSource
    void deliversABacklogOnePerTurn(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            List<Sequencer<String, String>> started = new ArrayList<>();
            stage.whileStopped(() -> {
                started.add(stage.runtime()
                        .start(stage.<String, String>spec("backlog", () -> "", (_, _, signal) -> verdictAt(signal, "C"))
                                .build()));
                List.of("A", "B", "C").forEach(started.getFirst()::offer);
            });
            long startNanos = System.nanoTime();

            Sequencer<String, String> seq = started.getFirst();
            stage.await(seq.completion());

            stage.recorder().assertTrace(seq, "Created, A, B, C, Destroyed(Done, 0)");
            List<Long> turns = stage.recorder().turns(seq);
            assertThat(turns.subList(0, 4)).doesNotHaveDuplicates().isSorted();
            if (stage.isReal()) {
                // lws takes 3 s; the bound leaves room for a busy machine, the turns above are the proof
                assertThat(System.nanoTime() - startNanos).isLessThan(1_000_000_000L);
            } else {
                assertThat(turns).containsExactly(1L, 2L, 3L, 4L, 4L);
            }
        }
    }

    //
    @ParameterizedTest(name = "S-05 offer inside handler, {0} loop")
    @EnumSource
    void deliversWhatItsHandlerOffersLastAndNotNested(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            List<Sequencer<String, String>> started = new ArrayList<>();
            SequencerHandler<String, String> handler = (seq, _, signal) -> {
                if (signal instanceof Signal.Message<String>(String body) && body.equals("A")) {
                    assertThat(seq.offer("D")).isEqualTo(Admission.ACCEPTED);
                }
                return verdictAt(signal, "D");
            };

            stage.whileStopped(() -> {
                started.add(stage.runtime()
                        .start(stage.spec("nested", () -> "", handler).build()));
                List.of("A", "B", "C").forEach(started.getFirst()::offer);
            });

            stage.await(started.getFirst().completion());
            stage.recorder().assertTrace(started.getFirst(), "Created, A, B, C, D, Destroyed(Done, 0)");
        }
    }

    // J-04, Q-20, Q-21
    @ParameterizedTest(name = "S-22 back-pressure, {0} loop")
    @EnumSource
    void boundsMessagesAndTellsTheSourceToPause(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            List<Boolean> pressure = new CopyOnWriteArrayList<>();
            ScriptedConnector connector = new ScriptedConnector().thenOpens();
            SequencerHandler<String, String> handler = (seq, _, signal) -> {
                if (signal instanceof Signal.Created<String>) {
                    seq.connect(connector);
                }
                return verdictAt(signal, "L2");
            };
            Sequencer<String, String> seq = stage.runtime()
                    .start(stage.spec("narrow", () -> "", handler)
                            .capacity(4)
                            .pressure(3, 1, pressure::add)
                            .build());
            stage.until(() -> stage.recorder().trace(seq).contains("Connected"));
            CompletableFuture<Admission> put = new CompletableFuture<>();
            List<CompletableFuture<Admission>> later = new ArrayList<>();

            stage.whileStopped(() -> {
                List<Admission> admissions = List.of("A", "B", "C", "D", "E").stream()
                        .map(seq::offer)
                        .toList();
                assertThat(admissions.subList(0, 4)).containsOnly(Admission.ACCEPTED);
                assertThat(admissions.getLast()).isEqualTo(Admission.FULL);
                later.add(seq.offerLater("L1").toCompletableFuture());
                Thread putting = Thread.ofVirtual().start(() -> {
                    try {
                        put.complete(seq.put("P"));
                    } catch (InterruptedException interrupted) {
                        put.completeExceptionally(interrupted);
                    }
                });
                while (putting.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
                later.add(seq.offerLater("L2").toCompletableFuture());
                connector.latest().closeByPeer();
                assertThat(later.getFirst()).isNotDone();
            });

            stage.await(seq.completion());
            stage.recorder()
                    .assertTrace(
                            seq,
                            "Created, Connected(c1), A, B, C, D, ConnectionClosed(c1, Peer), L1, P, L2, "
                                    + "Destroyed(Done, 0)");
            assertThat(stage.await(put)).isEqualTo(Admission.ACCEPTED);
            assertThat(later).allMatch(waited -> waited.join() == Admission.ACCEPTED);
            assertThat(pressure).containsExactly(true, false);
        }
    }

    @ParameterizedTest(name = "S-22 put on a loop, {0} loop")
    @EnumSource
    void refusesToParkALoop(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            Sequencer<String, String> seq = stage.runtime()
                    .start(stage.<String, String>spec("any", () -> "", (_, _, _) -> Verdict.CONTINUE)
                            .build());

            stage.onLoop(() -> assertThatIllegalStateException()
                    .isThrownBy(() -> seq.put("A"))
                    .withMessageContaining("would block an event loop"));
        }
    }

    @ParameterizedTest(name = "those who wait at the end, {0} loop")
    @EnumSource
    void answersClosedToThoseWhoWaitForRoom(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            List<CompletableFuture<Admission>> waiting = new ArrayList<>();
            stage.whileStopped(() -> {
                Sequencer<String, String> seq = stage.runtime()
                        .start(stage.<String, String>spec("full", () -> "", (_, _, _) -> Verdict.CONTINUE)
                                .capacity(1)
                                .build());
                seq.offer("A");
                waiting.add(seq.offerLater("B").toCompletableFuture());
                waiting.add(seq.offerLater("C").toCompletableFuture());
                seq.close();
            });

            // no more wait than the mailbox has room for
            assertThat(stage.await(waiting.get(0))).isEqualTo(Admission.CLOSED);
            assertThat(stage.await(waiting.get(1))).isEqualTo(Admission.FULL);
        }
    }

    @ParameterizedTest(name = "J-04 drop oldest, {0} loop")
    @EnumSource
    void dropsTheOldestMessageWhenToldTo(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            List<String> released = new CopyOnWriteArrayList<>();
            List<Sequencer<String, String>> started = new ArrayList<>();
            stage.whileStopped(() -> {
                started.add(stage.runtime()
                        .start(stage.<String, String>spec("newest", () -> "", (_, _, signal) -> verdictAt(signal, "D"))
                                .capacity(2)
                                .overflow(Overflow.DROP_OLDEST_MESSAGE)
                                .discardHook(released::add)
                                .build()));
                assertThat(List.of("A", "B", "C", "D").stream().map(started.getFirst()::offer))
                        .containsOnly(Admission.ACCEPTED);
            });

            stage.await(started.getFirst().completion());
            stage.recorder().assertTrace(started.getFirst(), "Created, C, D, Destroyed(Done, 2)");
            assertThat(released).containsExactly("A", "B");
        }
    }

    @ParameterizedTest(name = "J-04 fail on overflow, {0} loop")
    @EnumSource
    void failsOnOverflowWhenToldTo(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            List<Sequencer<String, String>> started = new ArrayList<>();
            stage.whileStopped(() -> {
                started.add(stage.runtime()
                        .start(stage.<String, String>spec("strict", () -> "", (_, _, _) -> Verdict.CONTINUE)
                                .capacity(1)
                                .overflow(Overflow.FAIL_SEQUENCER)
                                .build()));
                assertThat(List.of("A", "B", "C").stream().map(started.getFirst()::offer))
                        .containsExactly(Admission.ACCEPTED, Admission.FULL, Admission.CLOSED);
            });

            assertThat(stage.awaitFailure(started.getFirst().completion()))
                    .hasMessageContaining("overflowed its 1 messages");
        }
    }

    @ParameterizedTest(name = "J-03 several messages per turn, {0} loop")
    @EnumSource
    void deliversABurstInOneTurnWhenToldTo(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            List<Long> turns = new CopyOnWriteArrayList<>();
            List<Sequencer<String, String>> started = new ArrayList<>();
            stage.whileStopped(() -> {
                // not recorded: the recorder insists on one signal per turn
                started.add(stage.runtime()
                        .start(SequencerSpec.<String, String>builder("burst", () -> "", (_, _, signal) -> {
                                    turns.add(stage.turns());
                                    return verdictAt(signal, "9");
                                })
                                .observer(SequencerObserver.NONE)
                                .messagesPerTurn(4, stage.time(100_000))
                                .build()));
                IntStream.range(0, 10).forEach(i -> started.getFirst().offer("" + i));
            });

            stage.await(started.getFirst().completion());
            assertThat(turns.stream().distinct()).hasSize(3); // 11 signals and the last one
        }
    }

    private static Verdict verdictAt(Signal<String> signal, String last) {
        return signal instanceof Signal.Message<String>(String body) && body.equals(last)
                ? Verdict.DONE
                : Verdict.CONTINUE;
    }
}
