package afb4j.system.http;

import afb4j.transport.Address;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A client of the websocket of browsers as the JDK makes it, which masks as browsers do.
final class JdkBrowser implements WebSocket.Listener {

    private static final int LIMIT_SECONDS = 20;

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    private JdkBrowser(HttpClient client, URI uri, String... headers) {
        WebSocket.Builder builder = client.newWebSocketBuilder().subprotocols("x-afb-ws-json1", "x-afb-ws-rpc");
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        socket = builder.buildAsync(uri, this)
                .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /// Opens a websocket at a binder.
    ///
    /// @param scheme `ws` or `wss`
    /// @param target as `/api?uuid=x`
    static JdkBrowser open(HttpClient client, String scheme, Address address, String target, String... headers) {
        if (!(address instanceof Address.Tcp(String _, int port))) {
            throw new IllegalArgumentException(address + " is no port");
        }
        return new JdkBrowser(client, URI.create(scheme + "://localhost:" + port + target), headers);
    }

    WebSocket socket() {
        return socket;
    }

    JdkBrowser send(String message) {
        socket.sendText(message, true)
                .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
        return this;
    }

    JdkBrowser call(int id, String procedure, String argument) {
        return send("[2,\"" + id + "\",\"" + procedure + "\"," + argument + "]");
    }

    /// The next text, pong or close, which are shown as `pong ab` and `close 1000 reason`.
    String next() throws InterruptedException {
        String message = received.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("expected a message within " + LIMIT_SECONDS + " s");
        }
        return message;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
        text.append(part);
        if (isLast) {
            received.add(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer payload) {
        received.add("pong " + StandardCharsets.UTF_8.decode(payload));
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        received.add("close " + code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable cause) {
        received.add("error " + cause);
    }
}
