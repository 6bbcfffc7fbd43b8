package afb4j.transport.link;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.sequencer.retry.RetryPolicy;
import afb4j.transport.Address;
import afb4j.transport.link.FakeNetwork.FakeConnection;
import afb4j.transport.link.LinkConfig.WhileDown;
import afb4j.transport.peer.ReplyListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The life of a link on a loop whose time the test moves.
final class LinkTest {

    private static final Address ADDRESS = new Address.Unix("/nowhere");
    private static final RetryPolicy POLICY = RetryPolicy.of(Duration.ofSeconds(1), Duration.ofSeconds(3));
    private static final Reply HUNG_UP = Reply.of(Status.DISCONNECTED.withInfo("server hung up"));
    private static final Reply DISCONNECTED = Reply.of(Status.DISCONNECTED);

    private final FakeNetwork network = new FakeNetwork();
    private final List<String> states = new ArrayList<>();
    private final List<Reply> replies = new ArrayList<>();

    private Link open(LinkConfig config) {
        Link link =
                new Link(network, config, state -> states.add(state.getClass().getSimpleName()));
        network.loop.runUntilIdle();
        return link;
    }

    private void call(Link link) {
        link.call("verb", Json.NULL, replies::add);
        network.loop.runUntilIdle();
    }

    private FakeConnection connect() {
        return network.attempts.remove().succeed();
    }

    @Test
    void lazyLinkConnectsForTheCallThatNeedsIt() { // W-99
        Link link = open(LinkConfig.lazy("test", ADDRESS));
        assertThat(network.attempts).isEmpty();

        call(link);
        FakeConnection connection = connect();
        connection.answer(1);

        assertThat(connection.sent).containsExactly("V", "K"); // W-98
        assertThat(replies).containsExactly(Reply.of(Json.TRUE));
        assertThat(states).containsExactly("Connecting", "Ready");
    }

    @Test
    void lazyLinkAnswersDisconnectedWhenItCannotConnectAndTriesAgainForTheNextCall() { // W-99
        Link link = open(LinkConfig.lazy("test", ADDRESS));

        call(link);
        call(link);
        network.attempts.remove().fail();
        assertThat(replies).containsExactly(DISCONNECTED, DISCONNECTED);

        call(link);
        assertThat(connect().sent).containsExactly("V", "K");
        assertThat(states).containsExactly("Connecting", "Idle", "Connecting", "Ready");
    }

    // W-92, B-04
    @Test
    void lostConnectionAnswersWhatWasPendingOnceAndNothingIsSentAgain() { // W-90, S-25
        Link link = open(LinkConfig.lazy("test", ADDRESS));
        call(link);
        FakeConnection first = connect();

        first.lose();
        call(link);
        FakeConnection second = connect();
        second.answer(1);

        assertThat(replies).containsExactly(HUNG_UP, Reply.of(Json.TRUE));
        assertThat(second.sent).containsExactly("V", "K");
    }

    @Test
    void eagerLinkConnectsAtOnceAndAgainByItsPolicy() {
        open(LinkConfig.eager("test", ADDRESS).withRetry(POLICY));

        network.attempts.remove().fail();
        network.loop.advance(Duration.ofMillis(999));
        assertThat(network.attempts).isEmpty();
        network.loop.advance(Duration.ofMillis(1));
        network.attempts.remove().fail();
        network.loop.advance(Duration.ofMillis(2999));
        assertThat(network.attempts).isEmpty();
        network.loop.advance(Duration.ofMillis(1));
        connect();

        assertThat(states).containsExactly("Connecting", "Waiting", "Connecting", "Waiting", "Connecting", "Ready");
    }

    @Test
    void delaysStartAgainAfterAConnectionWasMade() {
        open(LinkConfig.eager("test", ADDRESS).withRetry(POLICY));
        network.attempts.remove().fail();
        network.loop.advance(Duration.ofSeconds(1));
        FakeConnection connection = connect();

        connection.lose();
        network.loop.advance(Duration.ofSeconds(1));

        assertThat(network.attempts).hasSize(1);
    }

    @Test
    void callsWaitForTheEagerLinkInOrderUpToTheBound() { // S-20, R19
        Link link = open(LinkConfig.eager("test", ADDRESS).withRetry(POLICY));
        for (int i = 0; i < 5; i++) {
            call(link);
        }
        assertThat(replies)
                .singleElement()
                .satisfies(reply -> assertThat(reply.status().name()).isEqualTo("busy"));

        FakeConnection connection = connect();

        assertThat(connection.sent).containsExactly("V", "K", "K", "K", "K");
    }

    @Test
    void callWhoseCallerHasGivenUpIsNotSent() {
        Link link = open(LinkConfig.eager("test", ADDRESS));
        link.call("verb", Json.NULL, new ReplyListener() {
            @Override
            public void onReply(Reply reply) {
                replies.add(reply);
            }

            @Override
            public boolean isWanted() {
                return false;
            }
        });

        assertThat(connect().sent).containsExactly("V");
        assertThat(replies).isEmpty();
    }

    @Test
    void callsFailAtOnceWhileTheLinkIsDownIfSoAsked() {
        Link link = open(LinkConfig.eager("test", ADDRESS).withWhileDown(WhileDown.FAIL));

        call(link);

        assertThat(replies).containsExactly(DISCONNECTED);
    }

    @Test
    void policyThatGivesUpEndsInExhaustedAndTheNextCallTriesAgain() {
        Link link = open(LinkConfig.eager("test", ADDRESS).withRetry(POLICY.withMaxAttempts(2)));
        call(link);
        network.attempts.remove().fail();
        network.loop.advance(Duration.ofSeconds(1));
        network.attempts.remove().fail();
        assertThat(replies).containsExactly(DISCONNECTED);
        assertThat(link.state()).isInstanceOf(LinkState.Exhausted.class);

        call(link);
        FakeConnection connection = connect();

        assertThat(connection.sent).containsExactly("V", "K");
    }

    @Test
    void closeAnswersWhatWaitsAndWhatIsPendingAndTellsOnce() { // R22
        Link waiting = open(LinkConfig.eager("test", ADDRESS));
        call(waiting);
        waiting.close();
        waiting.close();
        network.loop.runUntilIdle();
        assertThat(replies).containsExactly(DISCONNECTED);
        network.attempts.clear();

        Link ready = open(LinkConfig.eager("test", ADDRESS));
        FakeConnection connection = connect();
        call(ready);
        ready.close();
        network.loop.runUntilIdle();
        call(ready);

        assertThat(replies).containsExactly(DISCONNECTED, HUNG_UP, DISCONNECTED);
        assertThat(connection.isOpen()).isFalse();
        assertThat(states).filteredOn("Closed"::equals).hasSize(2);
    }

    // S-24
    @Test
    void attemptThatSucceedsAfterTheCloseIsClosedToo() {
        Link link = open(LinkConfig.eager("test", ADDRESS));
        link.close();
        network.loop.runUntilIdle();

        FakeConnection late = connect();

        assertThat(late.isOpen()).isFalse();
    }
}
