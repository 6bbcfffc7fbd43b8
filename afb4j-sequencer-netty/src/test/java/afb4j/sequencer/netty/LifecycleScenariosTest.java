package afb4j.sequencer.netty;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.sequencer.Admission;
import afb4j.sequencer.Ending;
import afb4j.sequencer.Leaving;
import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerHandler;
import afb4j.sequencer.SequencerSpec;
import afb4j.sequencer.Signal;
import afb4j.sequencer.Verdict;
import afb4j.sequencer.testkit.ScriptedConnector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Birth, end and what lies between: S-01, S-09 to S-12, S-24.
final class LifecycleScenariosTest {

    /// Answers DONE to its first signal.
    private static Verdict done(Sequencer<?, ?> seq, Object state, Signal<?> signal) {
        return Verdict.DONE;
    }

    //
    @ParameterizedTest(name = "S-01 birth and death, {0} loop")
    @EnumSource
    void startsCompleteAndEndsDoneWhenItsFirstAnswerIsDone(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            SequencerSpec<List<String>, String> spec = stage.<List<String>, String>spec(
                            "born", () -> new ArrayList<>(List.of("complete")), LifecycleScenariosTest::done)
                    .build();
            List<Sequencer<List<String>, String>> started = new ArrayList<>();

            stage.whileStopped(() -> {
                started.add(stage.runtime().start(spec)); // from a foreign thread
                assertThat(stage.recorder().trace(started.getFirst())).isEmpty();
                assertThat(started.getFirst().state()).containsExactly("complete");
            });
            stage.onLoop(() -> {
                started.add(stage.runtime().start(spec));
                assertThat(stage.recorder().trace(started.getLast())).isEmpty();
            });

            for (Sequencer<List<String>, String> seq : started) {
                assertThat(stage.await(seq.completion())).isEqualTo(new Ending.Done());
                stage.recorder().assertTrace(seq, "Created, Destroyed(Done, 0)");
                assertThat(seq.offer("too late")).isEqualTo(Admission.CLOSED);
            }
        }
    }

    //
    @ParameterizedTest(name = "S-09 destroy with messages queued, {0} loop")
    @EnumSource
    void discardsWhatIsQueuedWhenItEnds(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            List<String> released = new CopyOnWriteArrayList<>();
            List<Admission> late = new CopyOnWriteArrayList<>();
            SequencerHandler<String, String> handler = (seq, _, signal) -> {
                if (signal instanceof Signal.Created<String>) {
                    assertThat(seq.offer("A")).isEqualTo(Admission.ACCEPTED);
                    assertThat(seq.offer("B")).isEqualTo(Admission.ACCEPTED);
                    seq.timeout(stage.time(1000));
                } else {
                    late.add(seq.offer("C"));
                    seq.timeout(stage.time(500)); // dropped
                }
                return Verdict.DONE;
            };

            Sequencer<String, String> seq = stage.runtime()
                    .start(stage.spec("hasty", () -> "", handler)
                            .discardHook(released::add)
                            .build());
            stage.await(seq.completion());
            stage.pass(5000);

            stage.recorder().assertTrace(seq, "Created, Destroyed(Done, 2)");
            assertThat(late).containsExactly(Admission.CLOSED);
            assertThat(released).containsExactly("A", "B");
        }
    }

    // J-09, Q-30
    @ParameterizedTest(name = "S-10 close in own handler, {0} loop")
    @EnumSource
    void finishesTheHandlerThatClosesItself(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            List<String> work = new CopyOnWriteArrayList<>();
            SequencerHandler<String, String> handler = (seq, _, signal) -> {
                if (signal instanceof Signal.Message<String>) {
                    seq.close();
                    seq.close();
                    work.add("done after close");
                }
                return Verdict.CONTINUE;
            };

            Sequencer<String, String> seq = stage.runtime()
                    .start(stage.spec("quitter", () -> "", handler).build());
            seq.offer("A");

            assertThat(stage.await(seq.completion())).isEqualTo(new Ending.Closed());
            assertThat(work).containsExactly("done after close");
            stage.recorder().assertTrace(seq, "Created, A, Destroyed(Closed, 0)");
        }
    }

    // J-09, Q-31
    @ParameterizedTest(name = "S-11 close from outside, {0} loop")
    @EnumSource
    void finishesTheHandlerWhenClosedFromOutside(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            CountDownLatch closed = new CountDownLatch(1);
            List<String> work = new CopyOnWriteArrayList<>();
            SequencerHandler<String, String> handler = (seq, _, signal) -> {
                if (signal instanceof Signal.Message<String>) {
                    new Thread(() -> {
                                seq.close();
                                closed.countDown();
                            })
                            .start();
                    assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
                    work.add("finished");
                } else if (signal instanceof Signal.Destroyed<String>) {
                    work.add("destroyed in loop " + seq.loop().inLoop());
                }
                return Verdict.CONTINUE;
            };

            Sequencer<String, String> seq = stage.runtime()
                    .start(stage.spec("closed", () -> "", handler).build());
            seq.offer("A");

            assertThat(stage.await(seq.completion())).isEqualTo(new Ending.Closed());
            assertThat(work).containsExactly("finished", "destroyed in loop true");
        }
    }

    // J-09, Q-30
    @ParameterizedTest(name = "S-11 close from a sibling, {0} loop")
    @EnumSource
    void endsASiblingInTheSameTurnAfterTheHandlerThatClosedIt(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            List<String> order = new CopyOnWriteArrayList<>();
            Sequencer<String, String> victim = stage.runtime()
                    .start(stage.<String, String>spec("victim", () -> "", (_, _, signal) -> {
                                order.add("victim " + signal.getClass().getSimpleName() + " in turn " + stage.turns());
                                return Verdict.CONTINUE;
                            })
                            .build());
            stage.until(() -> !order.isEmpty());
            order.clear();

            Sequencer<String, String> killer = stage.runtime()
                    .start(stage.<String, String>spec("killer", () -> "", (_, _, signal) -> {
                                if (signal instanceof Signal.Created<String>) {
                                    victim.close();
                                    order.add("killer returns in turn " + stage.turns());
                                }
                                return Verdict.CONTINUE;
                            })
                            .build());
            stage.await(victim.completion());

            long turn = stage.recorder().turns(killer).getFirst();
            assertThat(order).containsExactly("killer returns in turn " + turn, "victim Destroyed in turn " + turn);
        }
    }

    // J-09, Q-28, Q-32
    @ParameterizedTest(name = "S-12 shutdown, {0} loop")
    @EnumSource
    void shutsDownInTheOrderOfCreation(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            List<String> order = new CopyOnWriteArrayList<>();
            ScriptedConnector connector = new ScriptedConnector().thenOpens();
            SequencerHandler<String, String> noting = (_, name, signal) -> {
                if (signal instanceof Signal.Destroyed<String>) {
                    order.add(name);
                }
                return Verdict.CONTINUE;
            };
            CompletableFuture<Sequencer<String, String>> second = new CompletableFuture<>();
            SequencerHandler<String, String> closingTheSecond = (_, name, _) -> {
                second.join().close();
                order.add(name);
                return Verdict.CONTINUE;
            };
            List<Sequencer<String, String>> three = new ArrayList<>();

            // the first is made first, but on a loop that stands still until the runtime is closed
            stage.whileStopped(() -> {
                three.add(stage.runtime()
                        .start(stage.spec("never ran", () -> "first", closingTheSecond)
                                .build()));
                three.add(stage.runtime()
                        .start(stage.spec("connected", () -> "second", noting)
                                .leaving(Leaving.CLOSE)
                                .build()));
                three.add(stage.runtime()
                        .start(stage.spec("busy", () -> "third", noting).build()));
                second.complete(three.get(1));
                three.get(1).connect(connector);
                List.of("A", "B", "C").forEach(three.get(2)::offer);
                stage.runtime().close();
            });
            stage.await(stage.runtime().completion());

            assertThat(order).containsExactly("first", "second", "third");
            stage.recorder().assertTrace(three.get(0), "Destroyed(Shutdown, 0)");
            stage.recorder().assertTrace(three.get(1), "Destroyed(Shutdown, 0)");
            stage.recorder().assertTrace(three.get(2), "Destroyed(Shutdown, 3)");
        }
    }

    //
    @ParameterizedTest(name = "S-12 shutdown with an open connection, {0} loop")
    @EnumSource
    void closesConnectionsAtShutdownWithoutTelling(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            ScriptedConnector connector = new ScriptedConnector().thenOpens();
            Sequencer<String, String> seq = stage.runtime()
                    .start(stage.<String, String>spec("connected", () -> "", (self, _, signal) -> {
                                if (signal instanceof Signal.Created<String>) {
                                    self.connect(connector);
                                }
                                return Verdict.CONTINUE;
                            })
                            .leaving(Leaving.CLOSE)
                            .build());
            stage.until(() -> stage.recorder().trace(seq).contains("Connected"));

            stage.runtime().close();
            stage.await(seq.completion());

            stage.recorder().assertTrace(seq, "Created, Connected(c1), Destroyed(Shutdown, 0)");
            assertThat(connector.latest().isClosedByUs()).isTrue();
        }
    }

    // J-02, Q-25
    @ParameterizedTest(name = "S-24 handler throws, {0} loop")
    @EnumSource
    void failsAloneWhenItsHandlerThrows(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            IllegalStateException boom = new IllegalStateException("boom");
            Sequencer<String, String> other = stage.runtime()
                    .start(stage.<String, String>spec("other", () -> "", (_, _, _) -> Verdict.CONTINUE)
                            .build());
            List<Sequencer<String, String>> failing = new ArrayList<>();

            stage.whileStopped(() -> {
                failing.add(stage.runtime()
                        .start(stage.<String, String>spec("failing", () -> "", (_, _, signal) -> {
                                    if (signal instanceof Signal.Message<String>) {
                                        throw boom;
                                    }
                                    return Verdict.CONTINUE;
                                })
                                .build()));
                failing.getFirst().offer("A");
                failing.getFirst().offer("B");
                other.offer("still here");
            });

            assertThat(stage.awaitFailure(failing.getFirst().completion())).isSameAs(boom);
            stage.recorder().assertTrace(failing.getFirst(), "Created, A, Destroyed(Failed(IllegalStateException), 1)");
            stage.until(() -> stage.recorder().trace(other).equals("Created, still here"));
        }
    }

    @ParameterizedTest(name = "overall deadline, {0} loop")
    @EnumSource
    void failsWhenItLivesLongerThanItsDeadline(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            Sequencer<String, String> seq = stage.runtime()
                    .start(stage.<String, String>spec("slow", () -> "", (_, _, _) -> Verdict.CONTINUE)
                            .deadline(stage.time(3000))
                            .build());

            // an overall limit above the timeouts of the steps
            assertThat(stage.awaitFailure(seq.completion()))
                    .hasMessageContaining("lived longer than its deadline of " + stage.time(3000));
            assertThat(stage.recorder().ages(seq).getLast())
                    .isBetween(stage.time(3000), stage.time(3000).plus(Duration.ofSeconds(2)));
        }
    }

    @ParameterizedTest(name = "tolerated exception, {0} loop")
    @EnumSource
    void goesOnAfterAnExceptionItsSpecTolerates(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            Sequencer<String, String> seq = stage.runtime()
                    .start(stage.<String, String>spec("tolerant", () -> "", (_, _, signal) -> switch (signal) {
                                case Signal.Message<String>(String body)
                                when body.equals("bad") -> throw new IllegalArgumentException(body);
                                case Signal.Message<String> _ -> Verdict.DONE;
                                default -> Verdict.CONTINUE;
                            })
                            .tolerating(IllegalArgumentException.class::isInstance)
                            .build());
            seq.offer("bad");
            seq.offer("good");

            // J-02
            assertThat(stage.await(seq.completion())).isEqualTo(new Ending.Done());
            stage.recorder().assertTrace(seq, "Created, bad, good, Destroyed(Done, 0)");
        }
    }
}
