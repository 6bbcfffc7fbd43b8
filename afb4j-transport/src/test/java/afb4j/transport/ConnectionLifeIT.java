package afb4j.transport;

import static afb4j.transport.TestPeers.await;
import static afb4j.transport.TestPeers.call;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.CloseReason.Kind;
import afb4j.transport.netty.NettyNetwork;
import afb4j.transport.peer.ClientPeer;
import afb4j.transport.peer.Protocol;
import afb4j.transport.peer.ServerPeer;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// How connections and networks end, and what they leave: nothing.
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class ConnectionLifeIT {

    private static final Reply HUNG_UP = Reply.of(Status.DISCONNECTED.withInfo("server hung up"));
    private static final Address LOOPBACK = new Address.Tcp("127.0.0.1", 0);
    private static final TransportConfig ONE_LOOP =
            TransportConfig.builder().ioThreads(1).build();

    @TempDir
    Path folder;

    private Address file(String name) {
        return new Address.Unix(folder.resolve(name).toString());
    }

    private static long openDescriptors() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.count();
        }
    }

    // B-14
    @Test
    void fiveThousandConnectionsLeaveNothing(LogCapture logs) throws Exception {
        int batch = 100;
        long descriptorsBefore = openDescriptors();
        try (TestPeers peers = new TestPeers(file("hello"))) {
            for (int i = 0; i < 50; i++) {
                List<ClientPeer> clients = new ArrayList<>();
                for (int k = 0; k < batch; k++) {
                    clients.add(peers.connect());
                }
                List<CompletableFuture<Reply>> replies = new ArrayList<>();
                clients.forEach(client -> replies.add(call(client, "echo", Json.of("hello"))));
                replies.forEach(reply -> assertThat(await(reply).json()).isEqualTo(Json.of("hello")));
                List<ServerPeer> servers = new ArrayList<>();
                peers.servers.drainTo(servers);
                if (i % 2 == 0) {
                    clients.forEach(client -> client.connection().close());
                } else {
                    servers.forEach(server -> server.connection().close());
                }
                int over = (i + 1) * batch;
                Awaitility.await().until(() -> peers.hangups.size() == over && peers.serverReasons.size() == over);
            }
        }

        BufferLeaks.assertNone(logs);
        assertThat(openDescriptors()).isLessThan(descriptorsBefore + 50);
    }

    @Test
    void brokenAndAbandonedConnectionsLeaveNoBuffer(LogCapture logs) throws InterruptedException { // R36
        logs.tolerate("refused with");
        byte[] call = Bytes.call(1, "hold", "\"" + "x".repeat(100_000) + "\"");
        try (TestPeers peers = new TestPeers(file("hello"))) {
            for (int i = 0; i < 100; i++) {
                try (RawPeer raw = RawPeer.connect(peers.listener.address())) {
                    raw.send(call, Bytes.frame(0x02, new byte[1_000])); // a fragment
                    switch (i % 4) {
                        case 0 -> raw.send(Bytes.frame(0x81)); // and a violation
                        case 1 -> raw.send(Bytes.frame(0x89, new byte[9]), new byte[] {0x00, 0x7e});
                        case 2 -> peers.nextServer().connection().close();
                        default -> {} // nothing but the end of the stream
                    }
                }
            }
            Awaitility.await().until(() -> peers.serverReasons.size() == 100);
        }

        BufferLeaks.assertNone(logs);
    }

    @Test
    void closingTheNetworkSendsWhatWasWrittenAndTellsEverybodyOnce() throws InterruptedException {
        TestPeers peers = new TestPeers(file("hello"), ONE_LOOP);
        String big = "x".repeat(1_000_000);
        try (RawPeer raw = RawPeer.connect(peers.listener.address())) {
            for (int i = 1; i <= 3; i++) {
                raw.send(Bytes.call(i, "hold", "1"));
            }
            List<TestPeers.ReceivedCall> calls = List.of(peers.nextCall(), peers.nextCall(), peers.nextCall());
            ClientPeer client = peers.connect();
            CompletableFuture<Reply> pending = call(client, "hold", Json.NULL);
            peers.nextCall();

            calls.forEach(call -> call.reply(Reply.of(Json.of(big))));
            Thread closing = Thread.ofVirtual().start(peers::close);

            for (int i = 1; i <= 3; i++) {
                assertThat(raw.nextMessage()).hasSizeGreaterThan(3_000_000);
            }
            assertThat(raw.next()).hasToString("88: ");
            raw.awaitEnd();
            raw.hangUp();
            closing.join();
            assertThat(await(pending)).isEqualTo(HUNG_UP);
            assertThat(peers.hangups).hasSize(1);
            assertThat(peers.serverReasons).hasSize(2);
        } finally {
            peers.close();
        }
    }

    @Test
    void networkDoesNotWaitLongForAPeerThatNeverReads() throws InterruptedException {
        TransportConfig impatient = TransportConfig.builder()
                .ioThreads(1)
                .closeTimeout(Duration.ofMillis(200))
                .build();
        TestPeers peers = new TestPeers(file("hello"), impatient);
        try (RawPeer raw = RawPeer.connect(peers.listener.address())) {
            raw.send(Bytes.call(1, "hold", "1"));
            TestPeers.ReceivedCall call = peers.nextCall();
            call.reply(Reply.of(Json.of("x".repeat(1_000_000))));

            CompletableFuture<Void> closing = CompletableFuture.runAsync(peers::close);

            await(closing);
            assertThat(peers.serverReasons).containsExactly(new CloseReason(Kind.LOCAL, ""));
        } finally {
            peers.close();
        }
    }

    @Test
    void connectionThatItsPeerNeverReadsIsCutOff() throws InterruptedException {
        TransportConfig impatient = TransportConfig.builder()
                .ioThreads(1)
                .closeTimeout(Duration.ofMillis(200))
                .build();
        try (TestPeers peers = new TestPeers(file("hello"), impatient);
                RawPeer raw = RawPeer.connect(peers.listener.address())) {
            raw.send(Bytes.call(1, "hold", "1"));
            TestPeers.ReceivedCall call = peers.nextCall();
            call.reply(Reply.of(Json.of("x".repeat(1_000_000))));

            call.peer().connection().close();

            Awaitility.await().until(() -> !raw.isHeard());
        }
    }

    @Test
    void callsAfterTheEndOfTheNetworkAreAnswered() { // S-22
        TestPeers peers = new TestPeers(file("hello"));
        ClientPeer client = peers.connect();
        peers.close();

        Reply reply = await(call(client, "echo", Json.of(1)));

        assertThat(reply).isEqualTo(Reply.of(Status.DISCONNECTED));
    }

    @Test
    void repliesAfterTheEndOfTheNetworkAreDiscarded() throws InterruptedException { // W-91
        TestPeers peers = new TestPeers(file("hello"));
        ClientPeer client = peers.connect();
        CompletableFuture<Reply> pending = call(client, "hold", Json.of(1));
        TestPeers.ReceivedCall call = peers.nextCall();
        peers.close();

        call.reply(Reply.success());

        assertThat(await(pending)).isEqualTo(HUNG_UP);
    }

    /// Does something with each message and keeps the reason of the end.
    private static final class Listening implements ConnectionListener {

        final AtomicReference<CloseReason> over = new AtomicReference<>();
        private final Consumer<ByteBuf> onMessage;

        Listening(Consumer<ByteBuf> onMessage) {
            this.onMessage = onMessage;
        }

        @Override
        public void onMessage(ByteBuf message) {
            onMessage.accept(message);
        }

        @Override
        public void onClosed(CloseReason reason) {
            if (!over.compareAndSet(null, reason)) {
                throw new AssertionError("told twice: " + over + ", " + reason);
            }
        }
    }

    @Test
    void listenerThatFailsEndsItsOwnConnectionOnly(LogCapture logs) throws InterruptedException {
        logs.expect("closed by a failure of this side");
        List<Listening> listening = new ArrayList<>();
        try (Network network = NettyNetwork.open(ONE_LOOP);
                Listener listener = network.listen(LOOPBACK, connection -> {
                    boolean isFirst = listening.isEmpty();
                    listening.add(new Listening(message -> {
                        if (isFirst) {
                            throw new IllegalStateException("on purpose");
                        }
                        connection.output().writeBytes(Bytes.frame(0x82, (byte) 7));
                        connection.written();
                    }));
                    return listening.getLast();
                });
                RawPeer first = RawPeer.connect(listener.address());
                RawPeer second = RawPeer.connect(listener.address())) {
            first.send(Bytes.frame(0x82, (byte) 1), Bytes.frame(0x82, (byte) 2));

            assertThat(first.next()).hasToString("88: ");
            first.awaitEnd();
            second.send(Bytes.frame(0x82, (byte) 1));
            assertThat(second.nextMessage()).isEqualTo("07");
            assertThat(listening.getFirst().over.get())
                    .isEqualTo(new CloseReason(Kind.FAILURE, "java.lang.IllegalStateException: on purpose"));
        }
    }

    @Test
    void listenerThatFailsToTakeTheEndHarmsNobody(LogCapture logs) throws InterruptedException {
        logs.expect("the listener failed to take the end");
        try (Network network = NettyNetwork.open(ONE_LOOP);
                Listener listener = network.listen(LOOPBACK, _ -> new ConnectionListener() {
                    @Override
                    public void onMessage(ByteBuf message) {
                        // nothing is expected
                    }

                    @Override
                    public void onClosed(CloseReason reason) {
                        throw new IllegalStateException("on purpose");
                    }
                });
                RawPeer raw = RawPeer.connect(listener.address())) {
            raw.send(Bytes.hex("88 00"));

            assertThat(raw.next()).hasToString("88: ");
            raw.awaitEnd();
        }
    }

    @Test
    void replyListenerThatFailsAtTheHangupKeepsNoOtherFromItsReply(LogCapture logs) throws InterruptedException {
        logs.expect("a listener failed to take the end");
        try (RawServer server = new RawServer();
                TestClient client = new TestClient(server.address(), Protocol.WSAPI);
                RawPeer raw = server.accept()) {
            client.peer
                    .connection()
                    .execute(() -> client.peer.call("x", Json.NULL, _ -> {
                        throw new IllegalStateException("on purpose");
                    }));
            CompletableFuture<Reply> other = call(client.peer, "x", Json.NULL);
            CompletableFuture<Void> called = new CompletableFuture<>();
            client.peer.connection().execute(() -> called.complete(null));
            called.join(); // what is called after the hangup gets another reply
            assertThat(raw.nextMessage()).startsWith("56");

            raw.hangUp();

            assertThat(await(other)).isEqualTo(HUNG_UP);
            Awaitility.await().until(() -> client.hangups.size() == 1);
        }
    }

    @Test
    void readingStopsBetweenTwoMessagesOfOneRead() throws InterruptedException {
        List<Integer> seen = new ArrayList<>();
        CompletableFuture<Connection> accepted = new CompletableFuture<>();
        try (Network network = NettyNetwork.open(ONE_LOOP);
                Listener listener = network.listen(LOOPBACK, connection -> {
                    accepted.complete(connection);
                    return new Listening(message -> {
                        seen.add((int) message.readByte());
                        connection.reading(false);
                    });
                });
                RawPeer raw = RawPeer.connect(listener.address())) {
            raw.send(Bytes.frame(0x82, (byte) 1), Bytes.frame(0x82, (byte) 2), Bytes.frame(0x82, (byte) 3));
            Connection connection = await(accepted);
            Awaitility.await().until(() -> await(onLoop(connection, seen)).equals(List.of(1)));

            connection.execute(() -> connection.reading(true));

            Awaitility.await().until(() -> await(onLoop(connection, seen)).equals(List.of(1, 2)));
            connection.execute(() -> connection.reading(true));
            Awaitility.await().until(() -> await(onLoop(connection, seen)).equals(List.of(1, 2, 3)));
        }
    }

    private static CompletableFuture<List<Integer>> onLoop(Connection connection, List<Integer> list) {
        return CompletableFuture.supplyAsync(() -> List.copyOf(list), connection.loop()::execute);
    }

    @Test
    void readingMayStopAndGoOnWhileAMessageIsHandled() throws InterruptedException {
        try (Network network = NettyNetwork.open(ONE_LOOP);
                Listener listener = network.listen(
                        LOOPBACK,
                        connection -> new Listening(message -> {
                            connection.reading(false);
                            connection.reading(true);
                            connection.output().writeBytes(Bytes.frame(0x82, message.readByte()));
                            connection.written();
                        }));
                RawPeer raw = RawPeer.connect(listener.address())) {
            for (byte i = 1; i <= 100; i++) {
                raw.send(Bytes.frame(0x82, i));
            }

            for (byte i = 1; i <= 100; i++) {
                assertThat(raw.nextMessage()).isEqualTo("%02x".formatted(i));
            }
        }
    }

    @Test
    void nothingIsSentBehindTheCloseFrame() throws InterruptedException {
        try (Network network = NettyNetwork.open(ONE_LOOP);
                Listener listener = network.listen(
                        LOOPBACK,
                        connection -> new Listening(_ -> {
                            connection.output().writeBytes(Bytes.frame(0x82, (byte) 1));
                            connection.written();
                            connection.close();
                            connection.output().writeBytes(Bytes.frame(0x82, new byte[300_000]));
                            connection.written();
                        }));
                RawPeer raw = RawPeer.connect(listener.address())) {
            raw.send(Bytes.frame(0x82, (byte) 1));

            assertThat(raw.nextMessage()).isEqualTo("01");
            assertThat(raw.next()).hasToString("88: ");
            raw.awaitEnd();
        }
    }
}
