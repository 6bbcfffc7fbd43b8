package afb4j.testkit.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// A server of websockets that does nothing by itself: the test takes each connection, reads what the client
/// says, and says what it likes. For tests of clients of `x-afb-ws-json1`.
///
/// ```java
/// try (ScriptedJson1Server server = ScriptedJson1Server.start()) {
///     client.connect("ws://127.0.0.1:" + server.port() + "/api");
///     Json1Link link = server.accept();
///     Json1Call call = link.call();
///     link.reply(call, true, "{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"success\",\"code\":0}}");
/// }
/// ```
public final class ScriptedJson1Server implements AutoCloseable {

    /// The protocol it speaks.
    public static final String PROTOCOL = "x-afb-ws-json1";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ServerSocket listening;

    private ScriptedJson1Server(ServerSocket listening) {
        this.listening = listening;
    }

    /// Listens on a free port of loopback.
    public static ScriptedJson1Server start() {
        return start(0);
    }

    /// Listens on a port of loopback, as one that listened there before.
    public static ScriptedJson1Server start(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            return new ScriptedJson1Server(socket);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Returns where it listens.
    public int port() {
        return listening.getLocalPort();
    }

    /// Waits for a client, and upgrades its connection as the C binder does.
    ///
    /// @throws HttpMismatch when none comes in time, or its request is none for a websocket (3.1)
    public Json1Link accept() {
        HttpSocket socket = acceptRaw();
        HttpHead request = socket.head(PATIENCE);
        socket.send(upgraded(key(request)));
        return new Json1Link(request, new FrameSocket(socket), PATIENCE);
    }

    /// Waits for a client, and answers its request with this text, which may be no upgrade at all; returns the
    /// request. The connection is closed then.
    public HttpHead refuse(String reply) {
        try (HttpSocket socket = acceptRaw()) {
            HttpHead request = socket.head(PATIENCE);
            socket.send(reply);
            socket.endOutput();
            return request;
        }
    }

    /// Waits for a client, and leaves all the rest to the test.
    ///
    /// @throws HttpMismatch when none comes in time
    public HttpSocket acceptRaw() {
        try {
            return new HttpSocket(listening.accept());
        } catch (SocketTimeoutException failure) {
            throw new HttpMismatch("expected a connection, got none within " + PATIENCE.toMillis() + " ms", failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Returns the reply that accepts a websocket with that key.
    public static String upgraded(String key) {
        return "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Accept: " + Handshake.accept(key) + "\r\nSec-WebSocket-Protocol: " + PROTOCOL
                + "\r\n\r\n";
    }

    private static String key(HttpHead request) {
        expect(request, "Upgrade", "websocket");
        expect(request, "Connection", "upgrade");
        expect(request, "Sec-WebSocket-Version", "13");
        expect(request, "Sec-WebSocket-Protocol", PROTOCOL);
        if (!request.line().startsWith("GET ") || !request.line().endsWith(" HTTP/1.1")) {
            throw new HttpMismatch("expected GET of HTTP/1.1, got " + request.line());
        }
        return request.header("Sec-WebSocket-Key")
                .orElseThrow(() -> new HttpMismatch("expected a Sec-WebSocket-Key, got " + request));
    }

    private static void expect(HttpHead request, String name, String value) {
        if (request.header(name).filter(value::equalsIgnoreCase).isEmpty()) {
            throw new HttpMismatch("expected " + name + ": " + value + ", got " + request);
        }
    }

    /// Listens no more; connections that were taken go on.
    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
