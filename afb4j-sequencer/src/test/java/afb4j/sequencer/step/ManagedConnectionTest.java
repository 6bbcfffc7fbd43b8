package afb4j.sequencer.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerRuntime;
import afb4j.sequencer.retry.Jitter;
import afb4j.sequencer.retry.RetryPolicy;
import afb4j.sequencer.retry.Validity;
import afb4j.sequencer.testkit.ScriptedConnection;
import afb4j.sequencer.testkit.ScriptedConnector;
import afb4j.sequencer.testkit.VirtualLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ManagedConnectionTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final SequencerRuntime runtime = SequencerRuntime.on(loop);
    private final ScriptedConnector connector = new ScriptedConnector();
    private final List<String> states = new ArrayList<>();

    @Test
    void connectsAgainAfterTheDelaysOfItsPolicy() {
        connector
                .thenOpens()
                .thenFails(new IOException("down"))
                .thenFails(new IOException("still down"))
                .thenOpens();
        start(RetryPolicy.of(seconds(1), seconds(3), seconds(9)), LinkOptions.defaults());
        loop.advance(seconds(5));

        connector.latest().closeByPeer();
        loop.advance(seconds(60));

        assertThat(states)
                .containsExactly(
                        "0 Connecting 1",
                        "0 Connected",
                        "5 Lost Peer",
                        "5 Waiting PT1S after 1",
                        "6 Connecting 2",
                        "6 Waiting PT3S after 2",
                        "9 Connecting 3",
                        "9 Waiting PT9S after 3",
                        "18 Connecting 4",
                        "18 Connected");
    }

    @Test
    void givesUpWithItsPolicyAndSaysSoOnce() {
        for (int i = 0; i < 5; i++) {
            connector.thenFails(new IOException("down"));
        }
        Sequencer<?, ?> link = start(RetryPolicy.lws().withJitter(Jitter.NONE), LinkOptions.defaults());

        loop.advance(seconds(60));

        // the first four failures are concealed
        assertThat(states).containsExactly("0 Connecting 1", "30 Exhausted 5");
        assertThat(link.completion().toCompletableFuture()).isCompletedExceptionally();
        assertThat(runtime.sequencers()).isEmpty();
        assertThat(loop.pendingAlarms()).isZero();
    }

    @Test
    void startsOverOnlyAfterAStableTime() {
        connector.thenOpens().thenOpens().thenOpens();
        start(
                RetryPolicy.of(seconds(1), seconds(3), seconds(9)),
                LinkOptions.<ScriptedConnection>defaults().withStableAfter(seconds(30)));
        loop.advance(seconds(10));
        connector.latest().closeByPeer(); // too young: counts on
        loop.advance(seconds(11));
        connector.latest().closeByPeer(); // again
        loop.advance(seconds(50));
        connector.latest().closeByPeer(); // it was stable
        loop.advance(seconds(1));

        assertThat(states)
                .filteredOn(state -> state.contains("Waiting"))
                .containsExactly("10 Waiting PT1S after 1", "21 Waiting PT3S after 2", "71 Waiting PT1S after 1");
    }

    @Test
    void probesASilentPeerAndHangsUpOnADeadOne() {
        connector.thenOpens();
        RetryPolicy policy = RetryPolicy.of(seconds(1)).withValidity(new Validity(seconds(40), seconds(50)));
        Sequencer<ManagedConnection<ScriptedConnection>, LinkCommand> link =
                start(policy, LinkOptions.<ScriptedConnection>defaults().withProbe(peer -> peer.send("ping")));
        ScriptedConnection peer = firstConnection();

        loop.advance(seconds(41));
        assertThat(peer.sent()).hasSize(1);
        link.state().proofOfLife();
        loop.advance(seconds(39));
        assertThat(peer.sent()).hasSize(1);
        loop.advance(seconds(2));
        assertThat(peer.sent()).hasSize(2);
        assertThat(peer.isClosedByUs()).isFalse();
        loop.advance(seconds(9));

        // probed at 40 s of silence, hung up on at 50 s
        assertThat(peer.isClosedByUs()).isTrue();
        assertThat(states).contains("91 Lost Validity");
    }

    @Test
    void triesAtOnceWhenToldTo() {
        connector.thenFails(new IOException("down")).thenOpens();
        Sequencer<?, LinkCommand> link = start(RetryPolicy.of(seconds(100)), LinkOptions.defaults());
        loop.advance(seconds(5));

        link.offer(LinkCommand.RETRY_NOW);
        loop.advance(seconds(200));

        assertThat(states)
                .containsExactly("0 Connecting 1", "0 Waiting PT1M40S after 1", "5 Connecting 2", "5 Connected");
    }

    @Test
    void closesItsConnectionWithItself() {
        connector.thenOpens();
        Sequencer<ManagedConnection<ScriptedConnection>, LinkCommand> link =
                start(RetryPolicy.lws(), LinkOptions.defaults());
        ScriptedConnection peer = firstConnection();
        assertThat(link.state().connection()).contains(peer);

        link.close();
        loop.runUntilIdle();

        assertThat(peer.isClosedByUs()).isTrue();
        assertThat(link.completion().toCompletableFuture()).isDone();
        assertThat(loop.pendingAlarms()).isZero();
    }

    @Test
    void refusesOptionsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinkOptions.defaults().withStableAfter(seconds(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinkOptions.defaults().withConnectTimeout(seconds(-1)));
    }

    private ScriptedConnection firstConnection() {
        loop.runUntilIdle();
        return connector.latest();
    }

    private Sequencer<ManagedConnection<ScriptedConnection>, LinkCommand> start(
            RetryPolicy policy, LinkOptions<ScriptedConnection> options) {
        Sequencer<ManagedConnection<ScriptedConnection>, LinkCommand> link =
                runtime.start(ManagedConnection.spec("link", connector, options, this::note)
                        .retryPolicy(policy)
                        .build());
        loop.runUntilIdle();
        return link;
    }

    private void note(LinkState<ScriptedConnection> state) {
        String text = switch (state) {
            case LinkState.Connecting<ScriptedConnection>(int attempt) -> "Connecting " + attempt;
            case LinkState.Connected<ScriptedConnection> _ -> "Connected";
            case LinkState.Lost<ScriptedConnection> lost ->
                "Lost " + lost.cause().getClass().getSimpleName();
            case LinkState.Waiting<ScriptedConnection> waiting ->
                "Waiting " + waiting.delay() + " after " + waiting.attempt();
            case LinkState.Exhausted<ScriptedConnection> exhausted -> "Exhausted " + exhausted.attempts();
        };
        states.add(loop.elapsed().toSeconds() + " " + text);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
