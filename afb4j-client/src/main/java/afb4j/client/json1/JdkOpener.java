package afb4j.client.json1;

import afb4j.sequencer.Loop;
import afb4j.transport.TransportException;
import com.google.errorprone.annotations.ThreadSafe;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLContext;

/// Opens wires by the HTTP client of the JDK.
@ThreadSafe
@SuppressWarnings("Immutable")
final class JdkOpener implements Wire.Opener {

    private static final String PROTOCOL = "x-afb-ws-json1";

    private final Json1Address address;
    private final Loop loop;
    private final int maxTextChars;
    private final Duration timeout;
    private final HttpClient client;

    /// An opener of wires to `address`, which end when they are not open after `timeout`.
    ///
    /// @param maxTextChars the longest text that may come
    JdkOpener(Json1Address address, SSLContext tls, Loop loop, int maxTextChars, Duration timeout) {
        this.address = address;
        this.loop = loop;
        this.maxTextChars = maxTextChars;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder().sslContext(tls).build();
    }

    @Override
    public CompletionStage<Wire> open(Identity identity, Wire.Listener listener) {
        JdkWire wire = new JdkWire(loop, maxTextChars, listener);
        return client.newWebSocketBuilder()
                .subprotocols(PROTOCOL)
                .connectTimeout(timeout)
                .buildAsync(address.uri(identity.session(), identity.token()), wire)
                .handle((socket, failure) -> {
                    if (failure != null) {
                        throw new CompletionException(
                                new TransportException(new OpeningFailure(address, timeout).text(failure), failure));
                    }
                    return checked(wire, socket);
                });
    }

    private static Wire checked(JdkWire wire, WebSocket socket) {
        if (!socket.getSubprotocol().equals(PROTOCOL)) {
            socket.abort();
            throw new CompletionException(new TransportException(PROTOCOL + " is not spoken there: is it a binder?"));
        }
        wire.opened(socket);
        return wire;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
