package afb4j.transport;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.transport.netty.NettyNetwork;
import afb4j.transport.peer.CallListener;
import afb4j.transport.peer.ClientPeer;
import afb4j.transport.peer.DescriptionListener;
import afb4j.transport.peer.InboundCall;
import afb4j.transport.peer.OutboundCall;
import afb4j.transport.peer.Protocol;
import afb4j.transport.peer.RemoteEventListener;
import afb4j.transport.peer.ServerPeer;
import afb4j.transport.peer.SessionHandle;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Both ends of a wire in one process: a server that records its calls and a client. Closed by the test.
final class TestPeers implements AutoCloseable {

    static final int LIMIT_SECONDS = 10;

    /// The uuid that the server has no room for.
    static final String NO_ROOM = "no-room";

    private final Networks networks;
    final Network network;
    final Listener listener;
    final BlockingQueue<ReceivedCall> calls = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> describes = new LinkedBlockingQueue<>();
    final BlockingQueue<ServerPeer> servers = new LinkedBlockingQueue<>();
    final List<CloseReason> hangups = new CopyOnWriteArrayList<>();
    final List<CloseReason> serverReasons = new CopyOnWriteArrayList<>();
    final CompletableFuture<Void> serverHungUp = new CompletableFuture<>();

    /// What the server was told besides calls, in order: `+UUID` and `-UUID` of sessions, `U` and the event,
    /// `hangup`.
    final List<String> told = new CopyOnWriteArrayList<>();

    /// Makes networks of one kind.
    interface Networks {
        Network open(TransportConfig config);
    }

    /// A session the server has given a handle of.
    final class TestSession implements SessionHandle {

        final String uuid;
        volatile boolean open = true;

        TestSession(String uuid) {
            this.uuid = uuid;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void release() {
            told.add("-" + uuid);
        }
    }

    /// A call that waits for its reply.
    record ReceivedCall(ServerPeer peer, InboundCall call) {

        int id() {
            return call.callId();
        }

        String verb() {
            return call.verb();
        }

        Json argument() {
            return call.argument();
        }

        /// The uuid of its session, `none` without one.
        String session() {
            return call.session() instanceof TestSession session ? session.uuid : "none";
        }

        void reply(Reply reply) {
            onLoop(server -> server.reply(id(), reply));
        }

        /// Does something on the loop of the server.
        void onLoop(Consumer<ServerPeer> what) {
            peer.connection().execute(() -> what.accept(peer));
        }
    }

    TestPeers(Address address) {
        this(address, TransportConfig.builder().ioThreads(2).build());
    }

    TestPeers(Address address, TransportConfig config) {
        this(NettyNetwork::open, address, config);
    }

    TestPeers(Networks networks, Address address, TransportConfig config) {
        this.networks = networks;
        network = networks.open(config);
        listener = network.listen(address, this::accept);
    }

    /// Another network of the same kind, with limits of its own.
    Network openAnother(TransportConfig config) {
        return networks.open(config);
    }

    ConnectionListener accept(Connection connection) {
        ServerPeer peer = serverPeer(connection);
        return new ConnectionListener() {
            @Override
            public void onMessage(ByteBuf message) {
                peer.onMessage(message);
            }

            @Override
            public void onWritable() {
                peer.onWritable();
            }

            @Override
            public void onClosed(CloseReason reason) {
                serverReasons.add(reason);
                peer.onClosed(reason);
            }
        };
    }

    private ServerPeer serverPeer(Connection connection) {
        return new ServerPeer(connection, network.config(), peer -> {
            servers.add(peer);
            return new RecordingListener(peer);
        });
    }

    private final class RecordingListener implements CallListener {

        private final ServerPeer peer;

        RecordingListener(ServerPeer peer) {
            this.peer = peer;
        }

        @Override
        public void onCall(InboundCall call) {
            if (call.verb().equals("echo")) {
                peer.reply(call.callId(), Reply.of(call.argument()));
            } else {
                calls.add(new ReceivedCall(peer, call));
            }
        }

        @Override
        public SessionHandle onSession(String uuid) {
            told.add("+" + uuid);
            return uuid.equals(NO_ROOM) ? null : new TestSession(uuid);
        }

        @Override
        public void onDescribe(int descriptionId) {
            describes.add(descriptionId);
        }

        @Override
        public void onUnexpected(int eventId) {
            told.add("U" + eventId);
        }

        @Override
        public void onWritable() {
            told.add("writable");
        }

        @Override
        public void onHangup() {
            told.add("hangup");
            serverHungUp.complete(null);
        }
    }

    ClientPeer connect() {
        return connect(Protocol.WSAPI);
    }

    ClientPeer connect(Protocol protocol) {
        return connect(network, listener.address(), protocol);
    }

    ClientPeer connect(Protocol protocol, RemoteEventListener events) {
        return connect(network, listener.address(), protocol, events);
    }

    ClientPeer connectTo(Address address) {
        return connect(network, address, Protocol.WSAPI);
    }

    ClientPeer connect(Network network, Address address, Protocol protocol) {
        return connect(network, address, protocol, RemoteEventListener.NONE);
    }

    private ClientPeer connect(Network network, Address address, Protocol protocol, RemoteEventListener events) {
        CompletableFuture<ClientPeer> opened = new CompletableFuture<>();
        network.connect(address, network.loop(), connection -> {
                    ClientPeer peer = new ClientPeer(connection, network.config(), protocol, events, hangups::add);
                    connection.loop().execute(() -> {
                        peer.open();
                        opened.complete(peer);
                    });
                    return peer;
                })
                .exceptionally(cause -> {
                    opened.completeExceptionally(cause);
                    return null;
                });
        return await(opened);
    }

    static CompletableFuture<Reply> call(ClientPeer client, String verb, Json argument) {
        return call(client, OutboundCall.of(verb, argument));
    }

    static CompletableFuture<Reply> call(ClientPeer client, OutboundCall call) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        client.connection().execute(() -> client.call(call, reply::complete));
        return reply;
    }

    static CompletableFuture<Json> describe(ClientPeer client) {
        CompletableFuture<Json> description = new CompletableFuture<>();
        DescriptionListener listener = description::complete;
        client.connection().execute(() -> client.describe(listener));
        return description;
    }

    /// Has the server that accepted first answer a description.
    void describe(int descriptionId, Json description) throws InterruptedException {
        ServerPeer peer = nextServer();
        servers.add(peer);
        peer.connection().execute(() -> peer.describe(descriptionId, description));
    }

    ReceivedCall nextCall() throws InterruptedException {
        return requirePresent(calls.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    int nextDescribe() throws InterruptedException {
        return requirePresent(describes.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    ServerPeer nextServer() throws InterruptedException {
        return requirePresent(servers.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    private static <T> T requirePresent(T value) {
        if (value == null) {
            throw new AssertionError("nothing came within " + LIMIT_SECONDS + " s");
        }
        return value;
    }

    static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        listener.close();
        network.close();
    }
}
