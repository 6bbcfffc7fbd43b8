package afb4j.sequencer.netty;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.sequencer.ConnectOptions;
import afb4j.sequencer.ConnectionHandle;
import afb4j.sequencer.Leaving;
import afb4j.sequencer.Overflow;
import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerSpec;
import afb4j.sequencer.Signal;
import afb4j.sequencer.Verdict;
import afb4j.sequencer.testkit.Interleaving;
import afb4j.sequencer.testkit.ScriptedConnection;
import afb4j.sequencer.testkit.ScriptedConnector;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Everything at once, in a thousand orders drawn from seeds; the recorder of the stage checks the promises of
/// each.
final class InterleavingsTest {

    private static final int RUNS = 1000;

    // J-13, Q-09, Q-18, Q-37
    @Test
    @DisplayName("1 000 seeded interleavings")
    void keepsItsPromisesInAnyOrder() {
        List<String> traces = new ArrayList<>();
        for (long seed = 0; seed < RUNS; seed++) {
            try {
                traces.add(new Play(seed).run());
            } catch (RuntimeException | AssertionError broken) {
                throw new AssertionError("seed " + seed, broken);
            }
        }

        assertThat(traces.stream().distinct()).hasSizeGreaterThan(RUNS * 9 / 10);
        assertThat(traces)
                .anyMatch(trace -> trace.contains("ConnectionClosed"))
                .anyMatch(trace -> trace.contains("ConnectFailed"))
                .anyMatch(trace -> trace.contains("TimedOut"))
                .anyMatch(trace -> trace.contains("Failed(IllegalStateException)"))
                .anyMatch(trace -> trace.contains("child ended"));
        assertThat(new Play(7).run()).isEqualTo(traces.get(7));
    }

    /// One run: two sequencers that do what chance says, three threads that offer, arm, cancel, step and close, and
    /// connections that come and go.
    private static final class Play {
        private final Stage stage = new Stage(LoopKind.VIRTUAL);
        private final Interleaving play;
        private final ScriptedConnector connector = new ScriptedConnector();
        private final List<ConnectionHandle<ScriptedConnection>> handles = new ArrayList<>();
        private final List<Sequencer<String, String>> sequencers = new ArrayList<>();
        private int offered;

        private Play(long seed) {
            play = new Interleaving(stage.virtual(), seed);
            connector
                    .thenOpens()
                    .thenFails(new IOException("down"))
                    .thenIsSilent()
                    .thenOpens()
                    .thenThrows(new IllegalStateException("broken connector"))
                    .thenOpens();
        }

        private String run() {
            StringBuilder seen = new StringBuilder();
            try (stage) {
                for (int i = 0; i < 2; i++) {
                    sequencers.add(stage.runtime().start(spec("played " + i)));
                }
                for (int i = 0; i < 3; i++) {
                    play.thread(actions());
                }
                play.run();
                sequencers.forEach(
                        seq -> seen.append(stage.recorder().trace(seq)).append('\n'));
            }
            return seen.toString();
        }

        private SequencerSpec<String, String> spec(String name) {
            return stage.spec(name, () -> "", this::handle)
                    .capacity(4)
                    .overflow(play.choose(2) == 0 ? Overflow.REJECT : Overflow.DROP_OLDEST_MESSAGE)
                    .leaving(play.choose(2) == 0 ? Leaving.DETACH : Leaving.CLOSE)
                    .heartbeat(Duration.ofMillis(play.choose(2) * 30L))
                    .build();
        }

        private Verdict handle(Sequencer<String, String> seq, String state, Signal<String> signal) {
            play.maybe();
            switch (play.choose(14)) {
                case 0, 1 -> seq.offer(name());
                case 2 -> seq.timeout(Duration.ofMillis(play.choose(30)));
                case 3 -> seq.cancelTimeout();
                case 4, 5 ->
                    handles.add(seq.connect(
                            connector, ConnectOptions.DEFAULT.withTimeout(Duration.ofMillis(play.choose(40)))));
                case 6 -> anyHandle(ConnectionHandle::detach);
                case 7 -> anyHandle(ConnectionHandle::close);
                case 8 -> play.maybe();
                case 9 -> seq.newStep(name());
                case 10 -> startChild(seq, signal);
                case 11 -> sequencers.get(play.choose(2)).close();
                case 12 -> {
                    if (play.choose(4) == 0 && !(signal instanceof Signal.Destroyed<String>)) {
                        throw new IllegalStateException("a handler that fails, " + state);
                    }
                }
                default -> {
                    return play.choose(6) == 0 ? Verdict.DONE : Verdict.CONTINUE;
                }
            }
            play.maybe();
            return Verdict.CONTINUE;
        }

        private void startChild(Sequencer<String, String> seq, Signal<String> signal) {
            if (!(signal instanceof Signal.Destroyed<String>) && seq.name().startsWith("played")) {
                try {
                    seq.start(
                            spec("child"),
                            (_, ending) -> "child ended " + ending.getClass().getSimpleName());
                } catch (IllegalStateException ending) {
                    assertThat(ending).hasMessageContaining("is ending");
                }
            }
        }

        private List<Runnable> actions() {
            List<Runnable> actions = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                int target = play.choose(2);
                actions.add(() -> act(sequencers.get(target)));
            }
            return actions;
        }

        private void act(Sequencer<String, String> seq) {
            switch (play.choose(12)) {
                case 0 -> seq.timeout(Duration.ofMillis(play.choose(30)));
                case 1 -> seq.cancelTimeout();
                case 2 -> anyConnection(ScriptedConnection::open);
                case 3 -> anyConnection(ScriptedConnection::closeByPeer);
                case 4 -> anyHandle(ConnectionHandle::close);
                case 5 -> handles.add(seq.connect(connector));
                case 6 -> seq.timer("named").arm(Duration.ofMillis(play.choose(30)), name());
                case 7 -> {
                    if (play.choose(8) == 0) {
                        seq.close();
                    }
                }
                default -> seq.offer(name());
            }
        }

        private String name() {
            return "m" + offered++;
        }

        private void anyHandle(Consumer<ConnectionHandle<?>> use) {
            if (!handles.isEmpty()) {
                use.accept(handles.get(play.choose(handles.size())));
            }
        }

        private void anyConnection(Consumer<ScriptedConnection> use) {
            List<ScriptedConnection> made = connector.connections();
            if (!made.isEmpty()) {
                use.accept(made.get(play.choose(made.size())));
            }
        }
    }
}
