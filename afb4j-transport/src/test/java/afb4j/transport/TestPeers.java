package afb4j.transport;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.transport.netty.NettyNetwork;
import afb4j.transport.peer.CallListener;
import afb4j.transport.peer.ClientPeer;
import afb4j.transport.peer.Protocol;
import afb4j.transport.peer.ServerPeer;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Both ends of a wire in one process: a server that records its calls and a client. Closed by the test.
final class TestPeers implements AutoCloseable {

    static final int LIMIT_SECONDS = 10;

    private final Networks networks;
    final Network network;
    final Listener listener;
    final BlockingQueue<ReceivedCall> calls = new LinkedBlockingQueue<>();
    final BlockingQueue<ServerPeer> servers = new LinkedBlockingQueue<>();
    final List<CloseReason> hangups = new CopyOnWriteArrayList<>();
    final List<CloseReason> serverReasons = new CopyOnWriteArrayList<>();
    final CompletableFuture<Void> serverHungUp = new CompletableFuture<>();

    /// Makes networks of one kind.
    interface Networks {
        Network open(TransportConfig config);
    }

    /// A call that waits for its reply.
    record ReceivedCall(ServerPeer peer, int id, String verb, Json argument) {

        void reply(Reply reply) {
            peer.connection().execute(() -> peer.reply(id, reply));
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
            public void onClosed(CloseReason reason) {
                serverReasons.add(reason);
                peer.onClosed(reason);
            }
        };
    }

    private ServerPeer serverPeer(Connection connection) {
        return new ServerPeer(connection, network.config(), peer -> {
            servers.add(peer);
            return new CallListener() {
                @Override
                public void onCall(int callId, String verb, Json argument) {
                    if (verb.equals("echo")) {
                        peer.reply(callId, Reply.of(argument));
                    } else {
                        calls.add(new ReceivedCall(peer, callId, verb, argument));
                    }
                }

                @Override
                public void onHangup() {
                    serverHungUp.complete(null);
                }
            };
        });
    }

    ClientPeer connect() {
        return connect(Protocol.WSAPI);
    }

    ClientPeer connect(Protocol protocol) {
        return connect(network, listener.address(), protocol);
    }

    ClientPeer connectTo(Address address) {
        return connect(network, address, Protocol.WSAPI);
    }

    ClientPeer connect(Network network, Address address, Protocol protocol) {
        CompletableFuture<ClientPeer> opened = new CompletableFuture<>();
        network.connect(address, network.loop(), connection -> {
                    ClientPeer peer = new ClientPeer(connection, network.config(), protocol, hangups::add);
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
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        client.connection().execute(() -> client.call(verb, argument, reply::complete));
        return reply;
    }

    ReceivedCall nextCall() throws InterruptedException {
        return requirePresent(calls.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
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
