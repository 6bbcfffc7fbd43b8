package afb4j.transport.netty.websocket;

import afb4j.sequencer.Loop;
import afb4j.transport.Address;
import afb4j.transport.TransportException;
import afb4j.transport.WebSocket;
import afb4j.transport.netty.NettyNetwork;
import com.google.errorprone.annotations.ThreadSafe;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/// Opens websockets of a network, on one of its loops. They are open within the connect timeout of the network,
/// or not at all; they take no longer messages than its limits allow, and are cut off when it is closed.
@ThreadSafe
@SuppressWarnings({"Immutable", "FutureReturnValueIgnored"}) // nobody waits for the end of what failed
public final class WebSocketClient {

    private final NettyNetwork network;
    private final Loop loop;
    private final String protocol;
    private final @Nullable SSLContext tls;

    /// @param loop of the network, where all happens
    /// @param protocol the subprotocol to ask for, which the other side must choose
    /// @param tls what `wss` is encrypted with; null where `ws` only is asked for
    public WebSocketClient(NettyNetwork network, Loop loop, String protocol, @Nullable SSLContext tls) {
        this.network = network;
        this.loop = loop;
        this.protocol = protocol;
        this.tls = tls;
    }

    /// Opens a websocket.
    ///
    /// @param uri `ws` or `wss`, with host, port and path; encoded
    /// @return completes on any thread with the websocket, or fails with a [TransportException] that says why,
    ///     and what to do
    public CompletionStage<WebSocket> open(URI uri, WebSocket.Listener listener) {
        Duration timeout = network.config().connectTimeout();
        CompletableFuture<WebSocket> opened = new CompletableFuture<>();
        Upgrade upgrade =
                new Upgrade(uri, protocol, loop, network.config().limits().maxMessageBytes(), listener, opened);
        Loop.Alarm limit = loop.at(
                loop.nanoTime() + timeout.toNanos(),
                () -> opened.completeExceptionally(new TimeoutException("not open in time")));
        network.connectRaw(new Address.Tcp(uri.getHost(), uri.getPort()), loop).whenComplete((channel, failure) -> {
            if (channel == null) {
                opened.completeExceptionally(failure);
            } else {
                begin(upgrade, uri, channel);
                opened.whenComplete((_, late) -> closeUnless(late == null, channel));
            }
        });
        return opened.handle((socket, failure) -> {
            limit.cancel();
            if (socket == null) {
                String why = new OpeningFailure(uri, protocol, timeout).text(failure);
                throw new CompletionException(new TransportException(why, failure));
            }
            return socket;
        });
    }

    private void begin(Upgrade upgrade, URI uri, Channel channel) {
        if (tls != null) {
            channel.pipeline().addLast(new SslHandler(engine(tls, uri)));
        }
        upgrade.begin(channel);
    }

    /// One that checks that the certificate is for the host.
    private static SSLEngine engine(SSLContext context, URI uri) {
        SSLEngine engine = context.createSSLEngine(uri.getHost(), uri.getPort());
        engine.setUseClientMode(true);
        SSLParameters checked = engine.getSSLParameters();
        checked.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(checked);
        return engine;
    }

    private static void closeUnless(boolean isOpen, Channel channel) {
        if (!isOpen) {
            channel.close();
        }
    }
}
