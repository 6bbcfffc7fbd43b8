package afb4j.testkit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A server that knows nothing but one conversation: it waits for each step of the client, looks at nothing,
/// and says what the conversation has for the server.
final class ScriptedBinder implements HttpServerUnderTest, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern BLANK = Pattern.compile("\\{\\{([^{}]+)}}");
    private static final Pattern MATCH = Pattern.compile("\\{\"\\$match\":\"(\\w+)\"}");
    private static final int CONTINUE = 100;

    private final ServerSocket listening;
    private final HttpVector script;
    private final Map<String, HttpSocket> sockets = new HashMap<>();
    private final Supplier<String> uuids;

    /// Uuids made in one step are the same.
    private String uuid = "";

    ScriptedBinder(HttpVector script) {
        this(script, () -> UUID.randomUUID().toString());
    }

    /// All of them: a socket that nobody holds is closed by the garbage collector.
    private final List<HttpSocket> accepted = new CopyOnWriteArrayList<>();

    /// @param uuids makes the uuid of a step
    ScriptedBinder(HttpVector script, Supplier<String> uuids) {
        this.script = script;
        this.uuids = uuids;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::run);
    }

    @Override
    public int port() {
        return listening.getLocalPort();
    }

    private void run() {
        try {
            for (HttpStep step : script.steps()) {
                uuid = uuids.get();
                play(step);
            }
        } catch (HttpMismatch | UncheckedIOException _) { // the play has ended early, and says why
            close();
        }
    }

    private void play(HttpStep step) {
        switch (step) {
            case HttpStep.Exchange exchange -> {
                HttpSocket socket = exchange.connection().isEmpty()
                        ? accept()
                        : sockets.computeIfAbsent(exchange.connection(), _ -> accept());
                readRequest(socket, exchange.request());
                if (exchange.reply().silence().isEmpty()) {
                    answer(socket, exchange.reply());
                }
            }
            case HttpStep.Upgrade upgrade -> {
                HttpSocket socket = accept();
                sockets.put(upgrade.connection(), socket);
                socket.head(PATIENCE);
                answer(socket, withAccept(upgrade));
            }
            case HttpStep.Send send -> {
                if (isOpen(send.connection())) {
                    new FrameSocket(sockets.get(send.connection())).frame(PATIENCE);
                }
            }
            case HttpStep.Receive receive ->
                receive.frames()
                        .forEach(frame -> new FrameSocket(sockets.get(receive.connection())).send(frame(frame)));
            case HttpStep.Leave _, HttpStep.Silence _, HttpStep.Pause _ -> {}
        }
    }

    private boolean isOpen(String connection) {
        return sockets.get(connection).next(PATIENCE) == HttpSocket.Next.BYTES;
    }

    private HttpSocket accept() {
        try {
            HttpSocket socket = new HttpSocket(listening.accept());
            accepted.add(socket);
            return socket;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void readRequest(HttpSocket socket, SentRequest request) {
        HttpHead head = socket.head(PATIENCE);
        if (request.waitsForContinue()) {
            socket.send("HTTP/1.1 100 Continue\r\n\r\n");
        }
        int length = head.header("Content-Length").map(Integer::parseInt).orElse(0);
        String body = request.body() == null ? "" : request.body();
        boolean isChunked = head.header("Transfer-Encoding").isPresent();
        socket.bytes(isChunked ? body.getBytes(UTF_8).length : length, PATIENCE, "the body");
    }

    private static WantedReply withAccept(HttpStep.Upgrade upgrade) {
        return upgrade.reply().hasHeader("Sec-WebSocket-Accept")
                ? upgrade.reply().withHeader("Sec-WebSocket-Accept", Handshake.accept(upgrade.key()))
                : upgrade.reply();
    }

    private void answer(HttpSocket socket, WantedReply reply) {
        byte[] body = body(reply.body()).getBytes(UTF_8);
        StringBuilder head =
                new StringBuilder("HTTP/1.1 ").append(reply.status()).append(" Text\r\n");
        head.append("Date: Fri, 20 Nov 2026 08:49:37 GMT\r\n");
        if (reply.headers() != null) {
            reply.headers()
                    .forEach((name, value) ->
                            head.append(name).append(": ").append(filled(value)).append("\r\n"));
        }
        boolean closes = reply.connection() == WantedReply.After.CLOSED;
        if (closes && !reply.hasHeader("Connection")) {
            head.append("Connection: close\r\n");
        }
        if (reply.status() >= 200) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.writeBytes(head.append("\r\n").toString().getBytes(UTF_8));
        wire.writeBytes(body);
        socket.send(wire.toByteArray());
        if (closes || (reply.hasHeader("Connection") && reply.status() > CONTINUE + 1)) {
            socket.close();
        }
    }

    private String body(WantedBody body) {
        return switch (body) {
            case WantedBody.Any _ -> "";
            case WantedBody.Exact exact -> exact.text();
            case WantedBody.Line _ -> "why not\n";
            case WantedBody.Value value -> json(value.json());
        };
    }

    private String json(JsonNode json) {
        return filled(MATCH.matcher(json.toString()).replaceAll(match -> switch (match.group(1)) {
            case "uuid" -> "\"" + uuid + "\"";
            case "number" -> "1.5";
            case "integer" -> "3";
            default -> "\"text\"";
        }));
    }

    private String filled(String text) {
        return BLANK.matcher(text)
                .replaceAll(blank -> Matcher.quoteReplacement(
                        switch (blank.group(1)) {
                            case "PORT" -> "" + port();
                            case "uuid" -> uuid;
                            case "etag" -> "0123456789ABCDEF";
                            case "date" -> "Fri, 20 Nov 2026 08:49:37 GMT";
                            default -> "1";
                        }));
    }

    private RawFrame frame(WantedFrame frame) {
        return switch (frame) {
            case WantedFrame.JsonText text -> RawFrame.text(text.raw().orElseGet(() -> json(text.json())));
            case WantedFrame.Close close -> RawFrame.close(close.code().orElse(-1), close.reason());
            case WantedFrame.Pong pong ->
                RawFrame.of(RawFrame.PONG, HexFormat.of().parseHex(pong.hex()));
        };
    }

    @Override
    public void close() {
        try {
            listening.close();
            accepted.forEach(HttpSocket::close);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
