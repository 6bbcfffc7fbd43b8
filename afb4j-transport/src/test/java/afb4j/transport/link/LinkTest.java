package afb4j.transport.link;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.sequencer.retry.RetryPolicy;
import afb4j.transport.Address;
import afb4j.transport.link.FakeNetwork.FakeConnection;
import afb4j.transport.link.LinkConfig.WhileDown;
import afb4j.transport.peer.Identity;
import afb4j.transport.peer.OutboundCall;
import afb4j.transport.peer.RemoteEvent;
import afb4j.transport.peer.RemoteEventListener;
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
    void closeAnswersWhatWaitsAndWhatIsPendingAndTellsOnce() { // R22, S-24
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

    @Test
    void sessionsAreAnnouncedAgainOnANewConnection() { // S-25, S-32, W-99, B-04
        Link link = open(LinkConfig.eager("test", ADDRESS).withRetry(POLICY));
        FakeConnection first = connect();
        callAs(link, "uuid");
        callAs(link, "uuid");
        assertThat(first.sent).containsExactly("V", "S", "K", "K");

        first.lose();
        network.loop.advance(Duration.ofSeconds(1));
        FakeConnection second = connect();
        callAs(link, "uuid");
        link.dropSession("uuid");
        link.dropToken("never told");
        network.loop.runUntilIdle();

        assertThat(second.sent).containsExactly("V", "S", "K", "s"); // W-98, W-52
    }

    private void callAs(Link link, String uuid) {
        link.call(new OutboundCall("verb", Json.NULL, new Identity(uuid, null, null)), replies::add);
        network.loop.runUntilIdle();
    }

    @Test
    void sessionIsNotDroppedWhereItWasNeverAnnounced() { // W-52
        Link link = open(LinkConfig.lazy("test", ADDRESS));

        link.dropSession("uuid");
        call(link);

        assertThat(connect().sent).containsExactly("V", "K");
    }

    @Test
    void describeOpensALazyLink() { // W-99, S-30
        Link link = open(LinkConfig.lazy("test", ADDRESS));
        List<Json> descriptions = new ArrayList<>();

        link.describe(descriptions::add);
        network.loop.runUntilIdle();
        FakeConnection connection = connect();
        connection.receive('d', 1, 0, 2, 0, 0, 0, '7', 0);
        link.describe(descriptions::add);
        network.loop.runUntilIdle();
        connection.lose();
        link.describe(descriptions::add);
        network.loop.runUntilIdle();
        network.attempts.remove().fail();

        assertThat(connection.sent).containsExactly("V", "D", "D");
        assertThat(descriptions).containsExactly(Json.of(7), Json.NULL, Json.NULL);
    }

    @Test
    void whatIsCalledWhenTheLinkIsReadyAgainLeavesBeforeWhatWaited() { // S-20
        List<String> order = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        Link link = new Link(network, LinkConfig.eager("test", ADDRESS).withRetry(POLICY), state -> {
            if (state instanceof LinkState.Ready && !links.isEmpty()) {
                links.getFirst().call("renewal", Json.NULL, _ -> order.add("renewal"));
            }
        });
        network.loop.runUntilIdle();
        FakeConnection first = connect();
        links.add(link);
        first.lose();
        link.call("waiting", Json.NULL, _ -> order.add("waiting"));
        network.loop.advance(Duration.ofSeconds(1));

        FakeConnection second = connect();
        second.answer(1);
        second.answer(2);

        assertThat(order).containsExactly("renewal", "waiting");
    }

    @Test
    void eventsAreLostWithTheirConnectionBeforeTheOwnerHearsOfIt() { // W-90, S-26
        List<String> told = new ArrayList<>();
        Link link = new Link(
                network,
                LinkConfig.lazy("test", ADDRESS),
                state -> told.add(state.getClass().getSimpleName()),
                new RemoteEventListener() {
                    @Override
                    public void onEventCreated(RemoteEvent event) {
                        told.add("created " + event.name());
                    }

                    @Override
                    public void onEventRemoved(RemoteEvent event) {
                        told.add("removed " + event.name());
                    }
                });
        call(link);
        FakeConnection connection = connect();

        connection.subscribe(1, 7, 'e');
        connection.lose();

        assertThat(told).containsExactly("Connecting", "Ready", "created e", "removed e", "Idle");
        assertThat(replies).containsExactly(HUNG_UP);
    }
}
