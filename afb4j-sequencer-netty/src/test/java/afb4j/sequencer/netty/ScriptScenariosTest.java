package afb4j.sequencer.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.sequencer.Admission;
import afb4j.sequencer.Ending;
import afb4j.sequencer.Scope;
import afb4j.sequencer.ScriptConnection;
import afb4j.sequencer.ScriptRun;
import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerSpec;
import afb4j.sequencer.Signal;
import afb4j.sequencer.testkit.Interleaving;
import afb4j.sequencer.testkit.ScriptedConnection;
import afb4j.sequencer.testkit.ScriptedConnector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Scripts: S-25.
@Timeout(60)
final class ScriptScenariosTest {

    @ParameterizedTest(name = "S-25 destroy with messages queued, {0} loop")
    @EnumSource
    void discardsWhatIsQueuedWhenTheScriptReturns(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            List<String> released = new CopyOnWriteArrayList<>();
            Sequencer<ScriptRun<String, String>, String> seq = stage.runtime()
                    .start(stage.<String, String>script("hasty", scope -> {
                                scope.sequencer().offer("A");
                                scope.sequencer().offer("B");
                                scope.sequencer().timeout(stage.time(1000));
                                return "left";
                            })
                            .discardHook(released::add)
                            .build());
            stage.await(seq.completion());
            stage.pass(5000);

            stage.recorder().assertTrace(seq, "Created, Destroyed(Done, 2)");
            assertThat(seq.offer("C")).isEqualTo(Admission.CLOSED);
            assertThat(released).containsExactly("A", "B");
            assertThat(stage.await(seq.state().result())).isEqualTo("left");
        }
    }

    @ParameterizedTest(name = "S-25 timeout life, {0} loop")
    @EnumSource
    void seesTheTimeoutsOfItsSequencer(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            Sequencer<ScriptRun<String, List<Duration>>, String> seq = stage.runtime()
                    .start(stage.<String, List<Duration>>script("timed", scope -> {
                                List<Duration> ages = new ArrayList<>();
                                Sequencer<?, String> self = scope.sequencer();
                                self.timeout(stage.isReal() ? Duration.ofHours(1) : Duration.ofMillis(250));
                                scope.sleep(stage.time(200));
                                self.timeout(stage.time(1000));
                                assertThat(scope.next()).isInstanceOf(Signal.TimedOut.class);
                                ages.add(self.age());
                                scope.sleep(stage.time(10_000));
                                self.timeout(stage.time(2000));
                                self.timeout(stage.time(1000));
                                assertThat(scope.next()).isInstanceOf(Signal.TimedOut.class);
                                ages.add(self.age());
                                return ages;
                            })
                            .build());
            List<Duration> ages = stage.await(seq.state().result());
            stage.await(seq.completion());

            stage.recorder()
                    .assertTrace(
                            seq,
                            "Created, TimedOut(limit), TimedOut(timeout), TimedOut(limit), TimedOut(timeout), "
                                    + "Destroyed(Done, 0)");
            if (stage.isReal()) {
                assertThat(ages.get(0)).isGreaterThanOrEqualTo(stage.time(1200));
                assertThat(ages.get(1).minus(ages.get(0))).isGreaterThanOrEqualTo(stage.time(11_000));
            } else {
                assertThat(ages).containsExactly(Duration.ofMillis(1200), Duration.ofMillis(12_200));
            }
        }
    }

    @ParameterizedTest(name = "S-25 close during await, {0} loop")
    @EnumSource
    void releasesItsResourcesBeforeTheLastSignal(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            List<String> order = new CopyOnWriteArrayList<>();
            ScriptedConnector connector = new ScriptedConnector().thenOpens();
            SequencerSpec<ScriptRun<String, String>, String> spec = stage.<String, String>script("waiting", scope -> {
                        try (ScriptConnection<ScriptedConnection> open = scope.connect(connector, stage.time(3000))) {
                            order.add("open " + (open.connection() != null));
                            return scope.await(String.class, stage.time(600_000));
                        } catch (CancellationException closed) {
                            order.add("cancelled, connection closed "
                                    + connector.latest().isClosedByUs());
                            throw closed;
                        }
                    })
                    .around(handler -> (seq, state, signal) -> {
                        if (signal instanceof Signal.Destroyed<String>) {
                            order.add("destroyed");
                        }
                        return handler.on(seq, state, signal);
                    })
                    .build();
            Sequencer<ScriptRun<String, String>, String> seq = stage.runtime().start(spec);
            stage.until(() -> !order.isEmpty());

            seq.close();

            assertThat(stage.await(seq.completion())).isEqualTo(new Ending.Closed());
            assertThat(order).containsExactly("open true", "cancelled, connection closed true", "destroyed");
            assertThat(stage.awaitFailure(seq.state().result())).isInstanceOf(CancellationException.class);
        }
    }

    @ParameterizedTest(name = "J-11 strict alternation, {0} loop")
    @EnumSource
    void deliversTheNextSignalOnlyWhenTheScriptWaitsAgain(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            List<String> order = new CopyOnWriteArrayList<>();
            Sequencer<ScriptRun<String, String>, String> seq = stage.runtime()
                    .start(stage.<String, String>script("alternating", scope -> {
                                for (int i = 0; i < 3; i++) {
                                    String body = scope.await(String.class, stage.time(100_000));
                                    boolean inLoop = scope.onLoop(
                                            () -> scope.sequencer().loop().inLoop());
                                    order.add("took " + body + ", on loop " + inLoop + ", seen "
                                            + stage.recorder().trace(scope.sequencer()));
                                }
                                return "end";
                            })
                            .build());
            stage.whileStopped(() -> List.of("A", "B", "C").forEach(seq::offer));
            stage.await(seq.completion());

            assertThat(order)
                    .containsExactly(
                            "took A, on loop true, seen Created, A",
                            "took B, on loop true, seen Created, A, B",
                            "took C, on loop true, seen Created, A, B, C");
        }
    }

    @ParameterizedTest(name = "J-11 passing over, {0} loop")
    @EnumSource
    void keepsWhatItPassesOverForLater(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            List<Object> taken = new CopyOnWriteArrayList<>();
            Sequencer<ScriptRun<Object, String>, Object> seq = stage.runtime()
                    .start(stage.<Object, String>script("choosy", scope -> {
                                taken.add(scope.await(Integer.class, stage.time(400_000)));
                                taken.add(scope.await(String.class, stage.time(400_000)));
                                scope.otherwise(signal -> taken.add("otherwise " + signal));
                                taken.add(scope.await(Double.class, stage.time(400_000)));
                                assertThatThrownBy(() -> scope.next(stage.time(100)))
                                        .isInstanceOf(TimeoutException.class);
                                assertThatThrownBy(() ->
                                                scope.within(stage.time(100), () -> scope.next(stage.time(100_000))))
                                        .isInstanceOf(TimeoutException.class);
                                return "end";
                            })
                            .build());
            stage.whileStopped(() -> List.<Object>of("one", 2, "three", 4.0).forEach(seq::offer));
            stage.await(seq.completion());

            assertThat(taken).containsExactly(2, "one", "otherwise Message[body=three]", 4.0);
        }
    }

    @ParameterizedTest(name = "J-11 failing, {0} loop")
    @EnumSource
    void failsWhenTheScriptThrows(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            Sequencer<ScriptRun<String, String>, String> seq = stage.runtime()
                    .start(stage.<String, String>script("failing", _ -> {
                                throw new IllegalArgumentException("no");
                            })
                            .build());

            assertThat(stage.awaitFailure(seq.completion())).hasMessage("no");
            assertThat(stage.awaitFailure(seq.state().result())).hasMessage("no");
        }
    }

    @ParameterizedTest(name = "J-11 too much passed over, {0} loop")
    @EnumSource
    void boundsWhatItPassesOver(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            Sequencer<ScriptRun<Object, String>, Object> seq = stage.runtime()
                    .start(stage.<Object, String>script("deaf", scope -> {
                                scope.await(Integer.class, stage.time(1_000_000));
                                return "heard";
                            })
                            .capacity(4)
                            .build());
            stage.whileStopped(() -> List.of("a", "b", "c", "d").forEach(seq::offer));
            stage.until(() -> stage.recorder().trace(seq).equals("Created, a, b, c, d"));
            seq.offer("e");

            assertThat(stage.awaitFailure(seq.completion())).hasMessageContaining("passed over more than 4 signals");
        }
    }

    @Test
    @DisplayName("J-11 close interrupts other blocking")
    void interruptsAScriptThatBlocksElsewhere() throws Exception {
        try (Stage stage = new Stage(LoopKind.NIO)) {
            CountDownLatch blocked = new CountDownLatch(1);
            Sequencer<ScriptRun<String, String>, String> seq = stage.runtime()
                    .start(stage.<String, String>script("blocked", _ -> {
                                blocked.countDown();
                                new CountDownLatch(1).await();
                                return "never";
                            })
                            .build());
            blocked.await();

            seq.close();

            stage.await(seq.completion());
            assertThat(stage.awaitFailure(seq.state().result())).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    @DisplayName("J-11 the scope is the script's alone")
    void refusesItsScopeToOtherThreads() {
        try (Stage stage = new Stage(LoopKind.VIRTUAL)) {
            List<Scope<String>> scopes = new ArrayList<>();
            Sequencer<ScriptRun<String, String>, String> seq = stage.runtime()
                    .start(stage.<String, String>script("private", scope -> {
                                scopes.add(scope);
                                return scope.await(String.class, Duration.ofDays(1));
                            })
                            .build());
            stage.virtual().runUntilIdle();

            assertThatIllegalStateException().isThrownBy(() -> scopes.getFirst().next());
            seq.close();
        }
    }

    @Test
    @DisplayName("S-25 1 000 seeded runs, identical for equal seeds")
    void runsTheSameForTheSameSeed() {
        for (long seed = 0; seed < 1000; seed++) {
            assertThat(seededRun(seed)).isEqualTo(seededRun(seed));
        }
    }

    /// A script under fire: two threads offer, one closes or not; returns everything seen.
    private static String seededRun(long seed) {
        try (Stage stage = new Stage(LoopKind.VIRTUAL)) {
            Interleaving play = new Interleaving(stage.virtual(), seed);
            ScriptedConnector connector = new ScriptedConnector().thenOpens();
            List<String> events = new CopyOnWriteArrayList<>();
            Sequencer<ScriptRun<String, Integer>, String> seq = stage.runtime()
                    .start(stage.<String, Integer>script("played", scope -> {
                                int taken = 0;
                                try (ScriptConnection<?> open = scope.connect(connector, Duration.ofSeconds(1))) {
                                    events.add("open " + open.handle().state());
                                    while (taken < 8) {
                                        events.add(scope.await(String.class, Duration.ofMillis(15)));
                                        taken++;
                                    }
                                } catch (TimeoutException | CancellationException early) {
                                    events.add(early.getClass().getSimpleName());
                                }
                                return taken;
                            })
                            .capacity(6)
                            .build());
            List<Runnable> one = new ArrayList<>();
            List<Runnable> other = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String name = "m" + i;
                one.add(() -> seq.offer(name));
                other.add(() -> seq.offer(name.toUpperCase(Locale.ROOT)));
            }
            List<Runnable> closing = play.choose(3) == 0 ? List.of(() -> {}, () -> {}, seq::close) : List.of(() -> {});
            play.thread(one).thread(other).thread(closing).run();
            stage.until(seq.state().result().toCompletableFuture()::isDone);
            seq.close();
            stage.virtual().runUntilIdle();
            return events + " " + stage.recorder().trace(seq) + " "
                    + stage.recorder().turns(seq);
        }
    }
}
