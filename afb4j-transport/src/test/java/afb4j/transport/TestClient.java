package afb4j.transport;

import static afb4j.transport.TestPeers.await;

import afb4j.transport.netty.NettyNetwork;
import afb4j.transport.peer.ClientPeer;
import afb4j.transport.peer.Protocol;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/// Our client with a network of its own, for servers made of bytes. Closed by the test.
final class TestClient implements AutoCloseable {

    final Network network;
    final ClientPeer peer;
    final List<CloseReason> hangups = new CopyOnWriteArrayList<>();

    TestClient(Address address, Protocol protocol) {
        this(address, protocol, TransportConfig.builder().ioThreads(1).build());
    }

    TestClient(Address address, Protocol protocol, TransportConfig config) {
        network = NettyNetwork.open(config);
        CompletableFuture<ClientPeer> opened = new CompletableFuture<>();
        network.connect(address, network.loop(), connection -> {
                    ClientPeer client = new ClientPeer(connection, config, protocol, hangups::add);
                    connection.loop().execute(() -> {
                        client.open();
                        opened.complete(client);
                    });
                    return client;
                })
                .exceptionally(cause -> {
                    opened.completeExceptionally(cause);
                    return null;
                });
        peer = await(opened);
    }

    @Override
    public void close() {
        network.close();
    }
}
