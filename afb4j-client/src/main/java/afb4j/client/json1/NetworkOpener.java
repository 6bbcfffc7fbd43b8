package afb4j.client.json1;

import afb4j.sequencer.Loop;
import afb4j.transport.WebSocket;
import afb4j.transport.netty.NettyNetwork;
import afb4j.transport.netty.websocket.WebSocketClient;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Opens websockets to one address by a network, which ends with this.
@ThreadSafe
@SuppressWarnings("Immutable")
final class NetworkOpener implements Opener {

    private static final String PROTOCOL = "x-afb-ws-json1";

    private final NettyNetwork network;
    private final Json1Address address;
    private final WebSocketClient client;

    /// @param loop of the network, where all happens
    /// @param tls null for none
    NetworkOpener(NettyNetwork network, Loop loop, Json1Address address, @Nullable SSLContext tls) {
        this.network = network;
        this.address = address;
        this.client = new WebSocketClient(network, loop, PROTOCOL, tls);
    }

    @Override
    public CompletionStage<WebSocket> open(Identity identity, WebSocket.Listener listener) {
        return client.open(address.uri(identity.session(), identity.token()), listener);
    }

    @Override
    public void close() {
        network.close();
    }
}
