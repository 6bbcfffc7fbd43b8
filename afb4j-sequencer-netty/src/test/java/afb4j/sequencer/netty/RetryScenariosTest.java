package afb4j.sequencer.netty;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.sequencer.ConnectionClosedException;
import afb4j.sequencer.Connector;
import afb4j.sequencer.ScriptConnection;
import afb4j.sequencer.Sequencer;
import afb4j.sequencer.Signal;
import afb4j.sequencer.Verdict;
import afb4j.sequencer.retry.Jitter;
import afb4j.sequencer.retry.RetryAfter;
import afb4j.sequencer.retry.RetryPolicy;
import afb4j.sequencer.testkit.ScriptedConnection;
import afb4j.sequencer.testkit.ScriptedConnector;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Retrying: S-20, S-21, and S-20 as a script for S-25.
final class RetryScenariosTest {

    private static final long[] BASES = {1000, 3000, 9000, 17_000};

    private static RetryPolicy lwsAtSpeedOf(Stage stage) {
        return RetryPolicy.of(stage.time(1000), stage.time(3000), stage.time(9000), stage.time(17_000))
                .withConceal(4)
                .withJitter(Jitter.additive(20))
                .withMaxAttempts(5);
    }

    /// Connects, tries again as the policy says, and tells when it was connected or has given up.
    private static final class Persistent {
        private final List<Duration> delays = new ArrayList<>();
        private Duration failedAt = Duration.ZERO;

        private Verdict on(Sequencer<?, String> seq, Signal<String> signal, Connector<?> connector) {
            switch (signal) {
                case Signal.Created<String> _ -> seq.connect(connector);
                case Signal.Connected<String> _ -> seq.retry().reset();
                case Signal.ConnectFailed<String> failed -> tryAgain(seq, failed.cause());
                case Signal.ConnectionClosed<String> closed ->
                    tryAgain(seq, new ConnectionClosedException(closed.cause()));
                case Signal.TimedOut<String> _ -> {
                    delays.add(seq.age().minus(failedAt));
                    seq.connect(connector);
                }
                case Signal.Message<String> _ -> {
                    return Verdict.DONE;
                }
                case Signal.Heartbeat<String> _, Signal.Destroyed<String> _ -> {}
            }
            return Verdict.CONTINUE;
        }

        private void tryAgain(Sequencer<?, String> seq, Throwable failure) {
            failedAt = seq.age();
            if (!seq.retryAfter(seq.retry().next(failure), "again")) {
                seq.fail(failure);
            }
        }
    }

    private static Sequencer<Persistent, String> start(Stage stage, RetryPolicy policy, Connector<?> connector) {
        return stage.runtime()
                .start(stage.<Persistent, String>spec(
                                "persistent", Persistent::new, (seq, state, signal) -> state.on(seq, signal, connector))
                        .retryPolicy(policy)
                        .build());
    }

    //
    @ParameterizedTest(name = "S-20 retry table, always failing, {0} loop")
    @EnumSource
    void triesAgainByTheTableAndGivesUpAtTheFifth(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            ScriptedConnector connector = failing(5);
            Sequencer<Persistent, String> seq = start(stage, lwsAtSpeedOf(stage), connector);

            assertThat(stage.awaitFailure(seq.completion())).hasMessage("down 5");
            assertThat(connector.connections()).hasSize(5);
            assertDelays(stage, seq.state().delays, 4);
        }
    }

    //
    @ParameterizedTest(name = "S-20 retry table, success in between, {0} loop")
    @EnumSource
    void startsTheTableOverAfterASuccess(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            ScriptedConnector connector = failing(2).thenOpens();
            Sequencer<Persistent, String> seq = start(stage, lwsAtSpeedOf(stage), connector);
            stage.until(() -> stage.recorder().trace(seq).contains("Connected"));
            connector.thenFails(new IOException("down again"));
            connector.latest().closeByPeer();
            stage.until(() -> connector.connections().size() == 4);
            seq.close();
            stage.await(seq.completion());

            List<Duration> delays = seq.state().delays;
            assertDelays(stage, delays.subList(0, 2), 2);
            assertDelays(stage, delays.subList(2, 3), 1);
        }
    }

    //
    @ParameterizedTest(name = "S-21 hint, {0} loop")
    @EnumSource
    void waitsAsLongAsTheServerAsks(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            ScriptedConnector connector = new ScriptedConnector()
                    .thenFails(new Busy(stage.time(7000)))
                    .thenFails(new Busy(Duration.ZERO))
                    .thenOpens();
            Sequencer<Persistent, String> seq = start(stage, RetryPolicy.of(stage.time(1000)), connector);
            stage.until(() -> stage.recorder().trace(seq).contains("Connected"));
            seq.offer("end");
            stage.await(seq.completion());

            List<Duration> delays = seq.state().delays;
            assertThat(delays.get(0)).isGreaterThanOrEqualTo(stage.time(7000));
            assertThat(delays.get(1)).isGreaterThanOrEqualTo(stage.time(1000));
            if (!stage.isReal()) {
                assertThat(delays).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(1));
            }
        }
    }

    @ParameterizedTest(name = "S-25 retry table as a script, {0} loop")
    @EnumSource
    void triesAgainByTheTableInAScript(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            ScriptedConnector connector = failing(5);
            List<Duration> attempts = new ArrayList<>();
            CompletableFuture<String> told = new CompletableFuture<>();
            Sequencer<?, String> seq = stage.runtime()
                    .start(stage.<String, String>script("persistent", scope -> {
                                Connector<ScriptedConnection> counted = attempt -> {
                                    attempts.add(scope.sequencer().age());
                                    connector.connect(attempt);
                                };
                                try (ScriptConnection<?> open = scope.connectRetrying(counted, stage.time(100_000))) {
                                    return "connected " + open.handle();
                                } catch (IOException failure) {
                                    told.complete(failure.getMessage());
                                    throw failure;
                                }
                            })
                            .retryPolicy(lwsAtSpeedOf(stage))
                            .build());

            assertThat(stage.awaitFailure(seq.completion())).hasMessage("down 5");
            assertThat(told).isCompletedWithValue("down 5");
            List<Duration> delays = new ArrayList<>();
            for (int i = 1; i < attempts.size(); i++) {
                delays.add(attempts.get(i).minus(attempts.get(i - 1)));
            }
            assertDelays(stage, delays, 4);
        }
    }

    private static ScriptedConnector failing(int times) {
        ScriptedConnector connector = new ScriptedConnector();
        for (int i = 1; i <= times; i++) {
            connector.thenFails(new IOException("down " + i));
        }
        return connector;
    }

    private static void assertDelays(Stage stage, List<Duration> delays, int count) {
        assertThat(delays).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(delays.get(i)).isGreaterThanOrEqualTo(stage.time(BASES[i]));
            if (!stage.isReal()) {
                assertThat(delays.get(i)).isLessThan(stage.time(BASES[i] * 12 / 10));
            }
        }
    }

    private static final class Busy extends RuntimeException implements RetryAfter {
        private static final long serialVersionUID = 1;
        private final Duration retryAfter;

        private Busy(Duration retryAfter) {
            this.retryAfter = retryAfter;
        }

        @Override
        public Duration retryAfter() {
            return retryAfter;
        }
    }
}
