package afb4j.transport;

import static afb4j.transport.TestPeers.await;
import static afb4j.transport.TestPeers.call;
import static afb4j.transport.TestPeers.describe;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.TestPeers.ReceivedCall;
import afb4j.transport.netty.NettyNetwork;
import afb4j.transport.peer.BroadcastFrame;
import afb4j.transport.peer.ClientPeer;
import afb4j.transport.peer.EventFrame;
import afb4j.transport.peer.EventRef;
import afb4j.transport.peer.Identity;
import afb4j.transport.peer.OutboundCall;
import afb4j.transport.peer.Protocol;
import afb4j.transport.peer.RemoteEvent;
import afb4j.transport.peer.RemoteEventListener;
import afb4j.transport.peer.ReplyListener;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What both ends of a wire promise on every kind of socket.
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
abstract class PeerContract {

    private static final Json ONE = Json.of(1);

    private static final TransportConfig DEFAULT =
            TransportConfig.builder().ioThreads(2).build();

    /// A place to listen at, not used before.
    abstract Address address();

    /// Opens the network under test.
    Network open(TransportConfig config) {
        return NettyNetwork.open(config);
    }

    private TestPeers peers(TransportConfig config) {
        return new TestPeers(this::open, address(), config);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void callIsAnsweredByItsReplyInEveryDialectOnOneSocket(Protocol protocol) { // 5.4
        try (TestPeers peers = peers(DEFAULT)) {
            ClientPeer client = peers.connect(protocol);

            Reply reply = await(call(client, "echo", Json.of("hello")));

            assertThat(reply.status()).isEqualTo(Status.SUCCESS);
            assertThat(reply.json()).isEqualTo(Json.of("hello"));
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void sessionReachesTheServerInEveryDialect(Protocol protocol) throws InterruptedException { // W-50, L-02, S-02
        try (TestPeers peers = peers(DEFAULT)) {
            ClientPeer client = peers.connect(protocol);
            Identity one = new Identity("one", "secret", "0:0:1-x");

            CompletableFuture<Reply> first = call(client, new OutboundCall("a", ONE, one));
            CompletableFuture<Reply> second = call(client, new OutboundCall("b", ONE, one));
            ReceivedCall received = peers.nextCall();
            received.reply(Reply.success());
            peers.nextCall().reply(Reply.success());

            assertThat(await(first)).isEqualTo(await(second));
            assertThat(received.session()).isEqualTo("one");
            assertThat(received.call().token()).isEqualTo(protocol == Protocol.WSAPI ? "secret" : null);
            assertThat(received.call().credentials()).isEqualTo(protocol == Protocol.LEGACY_2017 ? null : "0:0:1-x");
            client.connection().close();
            await(peers.serverHungUp);
            assertThat(peers.told).containsExactly("+one", "-one", "hangup"); // W-91
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void eventsReachTheClientInEveryDialect(Protocol protocol)
            throws InterruptedException { // W-70, W-96, W-98, L-05, B-05
        try (TestPeers peers = peers(DEFAULT)) {
            List<String> told = new CopyOnWriteArrayList<>();
            ClientPeer client = peers.connect(protocol, new Told(told));
            EventRef event = new EventRef(3, "hello/event");
            EventFrame frame = new EventFrame(event, ONE);
            CompletableFuture<Reply> reply = call(client, "subscribe", ONE);

            peers.nextCall().onLoop(server -> {
                server.push(frame); // nobody has subscribed
                server.subscribe(1, event);
                server.push(frame);
                server.reply(1, Reply.success());
                server.broadcast(new BroadcastFrame("all", ONE, new UUID(1, 2), 9));
                server.remove(event);
                server.push(frame);
            });
            await(reply);
            peers.nextServer().connection().close();

            Awaitility.await().until(() -> peers.hangups.size() == 1);
            assertThat(told).containsExactly("created", "push 1", "broadcast all 1", "removed");
        }
    }

    /// Keeps what it hears of events.
    private record Told(List<String> told) implements RemoteEventListener {

        @Override
        public void onEventCreated(RemoteEvent event) {
            told.add("created");
        }

        @Override
        public boolean onPush(RemoteEvent event, Json data) {
            return told.add("push " + data.text());
        }

        @Override
        public void onEventRemoved(RemoteEvent event) {
            told.add("removed");
        }

        @Override
        public void onBroadcast(String name, Json data, UUID uuid, int hop) {
            told.add("broadcast " + name + " " + data.text());
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void descriptionReachesTheClientInEveryDialect(Protocol protocol) throws InterruptedException { // W-80, S-30
        try (TestPeers peers = peers(DEFAULT)) {
            ClientPeer client = peers.connect(protocol);
            CompletableFuture<Json> description = describe(client);

            peers.describe(peers.nextDescribe(), Json.object().put("info", 1).build());

            assertThat(await(description).text()).isEqualTo("{\"info\":1}");
            CompletableFuture<Json> lost = describe(client);
            peers.nextDescribe();
            client.connection().close();
            assertThat(await(lost).isNull()).isTrue(); // W-90
        }
    }

    @Test
    void descriptionOf2019IsUnderstood() throws InterruptedException { // W-82, W-80
        try (TestPeers peers =
                peers(DEFAULT.toBuilder().wideDescriptionIds(true).build())) {
            CompletableFuture<Json> description = describe(peers.connect());

            peers.describe(peers.nextDescribe(), ONE);

            assertThat(await(description)).isEqualTo(ONE);
        }
    }

    @Test
    void verbOfTheClientRunsWithinACallOfIt() throws InterruptedException { // L-07, B-01
        try (TestPeers peers = peers(DEFAULT)) {
            ClientPeer client = peers.connect(Protocol.LEGACY_2017);
            CompletableFuture<Reply> reply = new CompletableFuture<>();
            client.connection()
                    .execute(() -> client.call("outer", ONE, new ReplyListener() {
                        @Override
                        public void onReply(Reply value) {
                            reply.complete(value);
                        }

                        @Override
                        public void onSubcall(String api, String verb, Json argument, Consumer<Reply> answer) {
                            Thread.ofVirtual().start(() -> answer.accept(Reply.of(Json.of(api + "/" + verb))));
                        }
                    }));

            ReceivedCall outer = peers.nextCall();
            outer.onLoop(server ->
                    server.subcall(outer.id(), "local", "verb", ONE, answer -> server.reply(outer.id(), answer)));

            assertThat(await(reply)).isEqualTo(Reply.of(Json.of("local/verb")));
        }
    }

    @Test
    void whatManyThreadsSayArrivesWhole() throws InterruptedException { // B-03, B-06
        try (TestPeers peers = peers(DEFAULT)) {
            List<String> told = new CopyOnWriteArrayList<>();
            ClientPeer client = peers.connect(Protocol.WSAPI, new Told(told));
            EventRef event = new EventRef(3, "hello/event");
            List<CompletableFuture<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                replies.add(call(client, "hold", ONE));
            }

            for (int i = 0; i < 100; i++) {
                ReceivedCall call = peers.nextCall();
                Json value = Json.of("x".repeat(call.id() * 100));
                Thread.ofVirtual().start(() -> {
                    call.onLoop(server -> server.subscribe(call.id(), event));
                    call.onLoop(server -> server.push(new EventFrame(event, Json.of(call.id()))));
                    call.reply(Reply.of(value));
                });
            }

            for (int i = 0; i < 100; i++) {
                assertThat(await(replies.get(i)).json().asText()).hasSize((i + 1) * 100);
            }
            assertThat(told).startsWith("created").hasSize(101).doesNotHaveDuplicates();
        }
    }

    @Test
    void clientsOfDifferentDialectsShareOneSocket() { // D8
        try (TestPeers peers = peers(DEFAULT)) {
            ClientPeer v1 = peers.connect(Protocol.WSAPI);
            ClientPeer old = peers.connect(Protocol.LEGACY_2017);
            ClientPeer newer = peers.connect(Protocol.LEGACY_2018);

            List<CompletableFuture<Reply>> replies =
                    List.of(call(old, "echo", ONE), call(v1, "echo", ONE), call(newer, "echo", ONE));

            assertThat(replies)
                    .allSatisfy(reply -> assertThat(await(reply).json()).isEqualTo(ONE));
        }
    }

    @Test
    void repliesReachTheirCallsInAnyOrder() throws InterruptedException { // W-97
        try (TestPeers peers = peers(DEFAULT)) {
            ClientPeer client = peers.connect();
            CompletableFuture<Reply> first = call(client, "slow", ONE);
            CompletableFuture<Reply> second = call(client, "fast", ONE);
            ReceivedCall slow = peers.nextCall();
            ReceivedCall fast = peers.nextCall();

            fast.reply(Reply.of(Json.of("second")));
            slow.reply(Reply.of(Json.of("first")));

            assertThat(await(second).json()).isEqualTo(Json.of("second"));
            assertThat(await(first).json()).isEqualTo(Json.of("first"));
        }
    }

    @Test
    void errorInfoAndObjectAreCarriedTogether() throws InterruptedException { // W-40, W-22
        try (TestPeers peers = peers(DEFAULT)) {
            CompletableFuture<Reply> reply = call(peers.connect(), "any", ONE);

            peers.nextCall().reply(new Reply(Status.named("my-error").withInfo(""), List.of(ONE)));

            assertThat(await(reply).status()).isEqualTo(Status.named("my-error").withInfo(""));
            assertThat(await(reply).json()).isEqualTo(ONE);
        }
    }

    // B-10
    @Test
    void pendingCallsAreAnsweredBeforeTheOwnerHearsOfTheHangup() throws InterruptedException { // W-90
        try (TestPeers peers = peers(DEFAULT)) {
            ClientPeer client = peers.connect();
            CompletableFuture<Reply> reply = call(client, "never", ONE);
            List<Integer> hangupsAtReply = new ArrayList<>();
            CompletableFuture<Void> seen = reply.thenAccept(_ -> hangupsAtReply.add(peers.hangups.size()));

            peers.nextCall().peer().connection().close();

            await(seen);
            assertThat(await(reply)).isEqualTo(Reply.of(Status.DISCONNECTED.withInfo("server hung up")));
            assertThat(hangupsAtReply).containsExactly(0);
            Awaitility.await().until(() -> peers.hangups.size() == 1);
        }
    }

    @Test
    void callAfterTheHangupIsAnsweredDisconnected() throws InterruptedException { // W-42, S-22
        try (TestPeers peers = peers(DEFAULT)) {
            ClientPeer client = peers.connect();
            await(call(client, "echo", ONE));
            peers.nextServer().connection().close();
            Awaitility.await().until(() -> !client.connection().isOpen());

            Reply reply = await(call(client, "echo", ONE));

            assertThat(reply).isEqualTo(Reply.of(Status.DISCONNECTED));
        }
    }

    // W-92, S-14
    @Test
    void closingTwiceTellsOnce() {
        try (TestPeers peers = peers(DEFAULT)) {
            ClientPeer client = peers.connect();
            await(call(client, "echo", ONE));

            client.connection().close();
            client.connection().close();

            await(peers.serverHungUp);
            Awaitility.await().until(() -> !peers.hangups.isEmpty());
            assertThat(peers.hangups).hasSize(1);
        }
    }

    // B-17
    @Test
    void callBeyondTheProtocolsBoundIsRefusedAndTheOthersGoOn() throws InterruptedException { // W-37
        try (TestPeers peers = peers(DEFAULT)) {
            ClientPeer client = peers.connect();
            List<CompletableFuture<Reply>> pending = new ArrayList<>();
            for (int i = 0; i < TransportConfig.MAX_IN_FLIGHT; i++) {
                pending.add(call(client, "hold", ONE));
            }

            Reply refused = await(call(client, "hold", ONE));

            assertThat(refused.status().name()).isEqualTo("busy");
            for (int i = 0; i < TransportConfig.MAX_IN_FLIGHT; i++) {
                peers.nextCall().reply(Reply.success());
            }
            pending.forEach(reply -> assertThat(await(reply).status()).isEqualTo(Status.SUCCESS));
        }
    }

    @Test
    void serverStopsReadingWhenTooManyCallsRunAndGoesOnLater() throws InterruptedException { // D5
        TransportConfig narrow =
                TransportConfig.builder().ioThreads(1).maxInFlight(4).build();
        try (TestPeers peers = peers(narrow);
                Network other = peers.openAnother(TransportConfig.DEFAULT)) {
            ClientPeer client = peers.connect(other, peers.listener.address(), Protocol.WSAPI);
            List<CompletableFuture<Reply>> replies = new ArrayList<>();
            // each call as long as a read buffer, so that reading can stop between two
            Json big = Json.of("x".repeat(100_000));
            for (int i = 0; i < 40; i++) {
                replies.add(call(client, "hold", big));
            }

            ReceivedCall first = peers.nextCall();
            first.reply(Reply.success());
            for (int i = 1; i < 40; i++) {
                assertThat(first.peer().inFlight()).isLessThan(10);
                peers.nextCall().reply(Reply.success());
            }

            replies.forEach(reply -> assertThat(await(reply).status()).isEqualTo(Status.SUCCESS));
        }
    }

    @Test
    void longCallsAndRepliesThatFillBothDirectionsAreAllAnswered() { // D5
        try (TestPeers peers = peers(DEFAULT)) {
            ClientPeer client = peers.connect();
            Json big = Json.of("x".repeat(100_000));
            List<CompletableFuture<Reply>> replies = new ArrayList<>();

            for (int i = 0; i < 200; i++) {
                replies.add(call(client, "echo", big));
            }

            replies.forEach(reply -> assertThat(await(reply).status()).isEqualTo(Status.SUCCESS));
        }
    }

    @Test
    void messagesUpToTheLimitPassAndLongerOnesAreRefusedWithoutHarm() { // W-18, S-23
        try (TestPeers peers = peers(DEFAULT)) {
            ClientPeer client = peers.connect();
            Json fits = Json.of("x".repeat(1_048_000));
            Json tooLong = Json.of("x".repeat(1_048_500));

            Reply echoed = await(call(client, "echo", fits));
            Reply refused = await(call(client, "echo", tooLong));
            Reply after = await(call(client, "echo", ONE));

            assertThat(echoed.json().rawUtf8()).isEqualTo(fits.rawUtf8());
            assertThat(refused).isEqualTo(Reply.of(Status.INTERNAL_ERROR.withInfo("can't send message")));
            assertThat(after.json()).isEqualTo(ONE);
        }
    }

    @Test
    void replyOverTheLimitBecomesAnErrorInsteadOfAHangup() throws InterruptedException { // W-18
        try (TestPeers peers = peers(DEFAULT)) {
            ClientPeer client = peers.connect();
            CompletableFuture<Reply> reply = call(client, "big", ONE);

            peers.nextCall().reply(Reply.of(Json.of("x".repeat(1_048_500))));

            assertThat(await(reply).status().name()).isEqualTo("internal-error");
            assertThat(await(call(client, "echo", ONE)).json()).isEqualTo(ONE);
        }
    }

    // S-13, B-19
    @Test
    void replyToACallWhoseClientIsGoneChangesNothing() throws InterruptedException { // W-91
        try (TestPeers peers = peers(DEFAULT)) {
            ClientPeer leaving = peers.connect();
            ClientPeer staying = peers.connect();
            CompletableFuture<Reply> lost = call(leaving, "hold", ONE);
            ReceivedCall call = peers.nextCall();
            leaving.connection().close();
            await(peers.serverHungUp);

            call.reply(Reply.success());

            assertThat(await(call(staying, "echo", ONE)).json()).isEqualTo(ONE);
            assertThat(await(lost).status().name()).isEqualTo("disconnected");
        }
    }
}
