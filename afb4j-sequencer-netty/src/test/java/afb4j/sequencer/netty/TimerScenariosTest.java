package afb4j.sequencer.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import afb4j.sequencer.Sequencer;
import afb4j.sequencer.Signal;
import afb4j.sequencer.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Timeouts, named timers, heartbeat: S-13 to S-15, S-23.
final class TimerScenariosTest {

    private static Verdict goOn(Sequencer<?, ?> seq, Object state, Signal<?> signal) {
        return Verdict.CONTINUE;
    }

    //
    @ParameterizedTest(name = "S-13 timeout life, {0} loop")
    @EnumSource
    void firesOnceForTheLatestArming(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            List<Duration> lateness = new CopyOnWriteArrayList<>();
            Sequencer<String, String> seq = stage.runtime()
                    .start(stage.<String, String>spec("timed", () -> "", (self, _, signal) -> {
                                if (signal instanceof Signal.TimedOut<String>) {
                                    lateness.add(self.age());
                                }
                                return Verdict.CONTINUE;
                            })
                            .build());
            List<Duration> due = new ArrayList<>();

            // on a real loop long enough not to fire before a busy machine comes to the next arming
            stage.onLoop(() -> seq.timeout(stage.isReal() ? Duration.ofHours(1) : Duration.ofMillis(250)));
            stage.pass(200);
            stage.onLoop(() -> {
                due.add(seq.age().plus(stage.time(1000)));
                seq.timeout(stage.time(1000));
            });
            stage.until(() -> !lateness.isEmpty());
            stage.pass(10_000);
            stage.onLoop(() -> {
                seq.timeout(stage.time(2000));
                due.add(seq.age().plus(stage.time(1000)));
                seq.timeout(stage.time(1000));
            });
            stage.until(() -> lateness.size() == 2);
            stage.pass(10_000);

            stage.recorder().assertTrace(seq, "Created, TimedOut(timeout), TimedOut(timeout)");
            if (stage.isReal()) {
                assertThat(lateness.get(0)).isGreaterThanOrEqualTo(due.get(0));
                assertThat(lateness.get(1)).isGreaterThanOrEqualTo(due.get(1));
            } else {
                assertThat(lateness.getFirst()).isEqualTo(Duration.ofMillis(1200));
                assertThat(lateness).isEqualTo(due);
            }
        }
    }

    //
    @ParameterizedTest(name = "S-14a cancel, {0} loop")
    @EnumSource
    void neverSeesACancelledTimeout(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            Sequencer<String, String> seq = stage.runtime()
                    .start(stage.<String, String>spec("cancelling", () -> "", TimerScenariosTest::goOn)
                            .build());

            stage.onLoop(() -> {
                assertThat(seq.cancelTimeout()).isFalse();
                seq.timeout(stage.time(100));
                assertThat(seq.cancelTimeout()).isTrue();
            });
            stage.pass(10_000);

            stage.recorder().assertTrace(seq, "Created");
        }
    }

    // J-07, Q-39, Q-41
    @ParameterizedTest(name = "S-14b cancel while queued, {0} loop")
    @EnumSource
    void neverSeesATimeoutCancelledWhileItsSignalIsQueued(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            List<Sequencer<String, String>> started = new ArrayList<>();
            stage.whileStopped(() -> {
                started.add(stage.runtime()
                        .start(stage.<String, String>spec("cancelling", () -> "", (seq, _, signal) -> {
                                    if (signal instanceof Signal.Message<String>) {
                                        assertThat(seq.cancelTimeout()).isTrue();
                                    }
                                    return Verdict.CONTINUE;
                                })
                                .build()));
                started.getFirst().offer("A");
                started.getFirst().timeout(Duration.ZERO); // due at once: queued behind A
            });
            stage.pass(10_000);

            stage.recorder().assertTrace(started.getFirst(), "Created, A");
            assertThat(stage.recorder().staleCount(started.getFirst())).isEqualTo(1);
        }
    }

    //
    @ParameterizedTest(name = "S-14c zero, {0} loop")
    @EnumSource
    void firesATimeoutOfZeroInTheNextTurn(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            Sequencer<String, String> seq = stage.runtime()
                    .start(stage.<String, String>spec("zero", () -> "", (self, _, signal) -> {
                                if (signal instanceof Signal.Created<String>) {
                                    self.timeout(Duration.ZERO, "now");
                                    return Verdict.CONTINUE;
                                }
                                return Verdict.DONE;
                            })
                            .build());
            stage.await(seq.completion());

            stage.recorder().assertTrace(seq, "Created, TimedOut(now), Destroyed(Done, 0)");
            List<Long> turns = stage.recorder().turns(seq);
            assertThat(turns.get(1) - turns.get(0)).isEqualTo(1);
        }
    }

    //
    @ParameterizedTest(name = "S-14d negative, {0} loop")
    @EnumSource
    void refusesANegativeTimeout(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            Sequencer<String, String> seq = stage.runtime()
                    .start(stage.<String, String>spec("negative", () -> "", TimerScenariosTest::goOn)
                            .build());

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> seq.timeout(Duration.ofMillis(-1)))
                    .withMessageContaining("expected 0 or more; to disarm it, cancel it");
        }
    }

    //
    @ParameterizedTest(name = "S-15 timeout order, {0} loop")
    @EnumSource
    void queuesATimeoutBehindWhatIsQueuedWhenItIsDue(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            Sequencer<String, String> seq = stage.runtime()
                    .start(stage.<String, String>spec("ordered", () -> "", (self, _, signal) -> {
                                if (signal instanceof Signal.Message<String>(String body) && body.equals("start")) {
                                    self.timeout(stage.time(1000));
                                    self.offer("A");
                                    self.offer("B");
                                    block(stage, 1500);
                                    // the loop sees the due time when it comes to its alarms; then C is offered
                                    self.loop().at(self.loop().nanoTime(), () -> self.offer("C"));
                                }
                                return signal instanceof Signal.Message<String>(String body) && body.equals("C")
                                        ? Verdict.DONE
                                        : Verdict.CONTINUE;
                            })
                            .slowHandler(Duration.ofHours(1))
                            .build());
            seq.offer("start");
            stage.await(seq.completion());

            stage.recorder().assertTrace(seq, "Created, start, A, B, TimedOut(timeout), C, Destroyed(Done, 0)");
        }
    }

    //
    @ParameterizedTest(name = "S-23 heartbeat, {0} loop")
    @EnumSource
    void countsTheHeartbeatsItMissed(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            CompletableFuture<Signal.Heartbeat<String>> first = new CompletableFuture<>();
            Sequencer<String, String> seq = stage.runtime()
                    .start(stage.<String, String>spec("beating", () -> "", (_, _, signal) -> {
                                if (signal instanceof Signal.Created<String>) {
                                    block(stage, 5200); // five beats become due meanwhile
                                }
                                if (signal instanceof Signal.Heartbeat<String> beat) {
                                    first.complete(beat);
                                }
                                return Verdict.CONTINUE;
                            })
                            .heartbeat(stage.time(1000))
                            .slowHandler(Duration.ofHours(1))
                            .build());

            Signal.Heartbeat<String> beat = stage.await(first);

            assertThat(beat.count() - beat.missed()).isEqualTo(1);
            if (stage.isReal()) {
                assertThat(beat.missed()).isGreaterThanOrEqualTo(4);
            } else {
                assertThat(beat).isEqualTo(new Signal.Heartbeat<>(5, 4));
            }
            seq.close();
            stage.await(seq.completion());
        }
    }

    //
    @ParameterizedTest(name = "named timers, {0} loop")
    @EnumSource
    void keepsNamedTimersApart(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            Sequencer<String, String> seq = stage.runtime()
                    .start(stage.<String, String>spec("timers", () -> "", (self, _, signal) -> {
                                if (signal instanceof Signal.Created<String>) {
                                    self.timer("late").arm(stage.time(3000));
                                    self.timer("gone").arm(stage.time(1000));
                                    self.timer("soon").arm(stage.time(2000), "tagged");
                                    assertThat(self.timer("gone").cancel()).isTrue();
                                }
                                return signal instanceof Signal.TimedOut<String>(Object tag, Duration after)
                                                && tag.equals("late")
                                                && after.equals(stage.time(3000))
                                        ? Verdict.DONE
                                        : Verdict.CONTINUE;
                            })
                            .build());
            stage.await(seq.completion());

            stage.recorder().assertTrace(seq, "Created, TimedOut(tagged), TimedOut(late), Destroyed(Done, 0)");
        }
    }

    @Test
    @DisplayName("J-07 renewing a timeout sets no new alarm")
    void keepsTheAlarmOfATimeoutThatMovesLater() {
        try (Stage stage = new Stage(LoopKind.VIRTUAL)) {
            Sequencer<String, String> seq = stage.runtime()
                    .start(stage.<String, String>spec("renewed", () -> "", TimerScenariosTest::goOn)
                            .build());
            for (int i = 0; i < 100; i++) {
                seq.timeout(Duration.ofSeconds(1));
                stage.pass(10);
                assertThat(stage.virtual().pendingAlarms()).isEqualTo(1);
            }

            stage.pass(989);
            stage.recorder().assertTrace(seq, "Created");
            stage.pass(1);
            stage.recorder().assertTrace(seq, "Created, TimedOut(timeout)");
        }
    }

    /// Keeps the loop busy in this handler.
    private static void block(Stage stage, long millis) {
        if (stage.isReal()) {
            long endNanos = System.nanoTime() + stage.time(millis).toNanos();
            while (endNanos - System.nanoTime() > 0) {
                Thread.onSpinWait();
            }
        } else {
            stage.virtual().pass(stage.time(millis));
        }
    }
}
