package afb4j.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A binder as the HTTP client of the JDK sees it, which cuts long texts into fragments (http-and-wsj1.md 12).
final class JdkWebSocketIT {

    private static final int PATIENCE_SECONDS = 60;

    private static RunningBinder binder;
    private static HttpClient client;

    @BeforeAll
    static void startBinder() {
        binder = RunningBinder.start("-b", "hello", "-p", "0");
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stopBinder() {
        client.shutdownNow();
        binder.close();
    }

    /// Texts as they come, and the close.
    private static final class Heard implements WebSocket.Listener {

        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final StringBuilder begun = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {
            begun.append(part);
            if (isLast) {
                messages.add(begun.toString());
                begun.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
            messages.add("pong of " + message.remaining());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            messages.add("close " + code + " " + reason);
            return null;
        }

        String next() throws InterruptedException {
            String next = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing came");
            }
            return next;
        }
    }

    private static WebSocket open(Heard heard) {
        return client.newWebSocketBuilder()
                .subprotocols("unknown", "x-afb-ws-json1")
                .buildAsync(URI.create("ws://localhost:" + binder.httpPort() + "/api"), heard)
                .join();
    }

    @Test
    void callsAndIsAnsweredAlsoWithLongTexts() throws InterruptedException {
        Heard heard = new Heard();
        WebSocket socket = open(heard);
        String big = "é".repeat(100_000);

        assertThat(socket.getSubprotocol()).isEqualTo("x-afb-ws-json1");
        socket.sendText("[2,\"a\",\"hello/x-1\",null]", true).join();
        assertThat(heard.next())
                .isEqualTo("[3,\"a\",{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"success\",\"code\":0},"
                        + "\"response\":[\"x-1\",null,null]}]");
        socket.sendText("[2,\"b\",\"hello/ping\",\"" + big + "\"]", true).join(); // P15
        assertThat(Json.parse(heard.next())
                        .element(2)
                        .member("response")
                        .orElseThrow()
                        .element(0)
                        .asText())
                .isEqualTo(big);
        socket.sendPing(ByteBuffer.allocate(0)).join(); // P13
        assertThat(heard.next()).isEqualTo("pong of 0");
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join(); // P14
        assertThat(heard.next()).startsWith("close 1000");
    }

    @Test
    void isToldWhyItIsHungUpOn() throws InterruptedException {
        Heard heard = new Heard();
        WebSocket socket = open(heard);

        socket.sendText("{bad", true).join();

        assertThat(heard.next()).isEqualTo("close 1008 invalid-frame");
    }

    @Test
    void callsByRest() throws Exception {
        URI uri = URI.create("http://localhost:" + binder.httpPort() + "/api/hello/x-2?a=1");

        var reply = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(Json.parse(reply.body()).member("response")).hasValue(Json.parse("[\"x-2\",null,null]"));
    }
}
