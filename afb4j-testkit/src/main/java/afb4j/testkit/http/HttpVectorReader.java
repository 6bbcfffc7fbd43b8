package afb4j.testkit.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// File → [HttpVector].
final class HttpVectorReader {

    /// How long a reply or a frame may take, where the recording does not say otherwise.
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /// What is sent without a key of its own; the sample of RFC 6455 1.2.
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private static final String PRIVATE = "private:";

    private HttpVectorReader() {}

    static HttpVector read(String name, Path file) {
        try {
            return read(name, JsonComparison.MAPPER.readTree(Files.readAllBytes(file)));
        } catch (IOException failure) {
            throw new UncheckedIOException("vector " + file, failure);
        }
    }

    static HttpVector read(String name, JsonNode root) {
        List<HttpStep> steps = new ArrayList<>();
        for (JsonNode step : root.get("steps")) {
            steps.add(step(step));
        }
        return new HttpVector(name, text(root, "title"), text(root, "conformance"), setup(root.path("binder")), steps);
    }

    private static BinderSetup setup(JsonNode binder) {
        List<String> apis = new ArrayList<>();
        Set<String> privateApis = new HashSet<>();
        for (JsonNode api : binder.path("apis")) {
            String plain = api.asString().replaceFirst("^" + PRIVATE, "");
            apis.add(plain);
            if (!plain.equals(api.asString())) {
                privateApis.add(plain);
            }
        }
        Map<String, List<String>> options = new LinkedHashMap<>();
        binder.path("options").forEachEntry((name, value) -> options.put(name, texts(value)));
        Map<String, String> files = new LinkedHashMap<>();
        binder.path("files").forEachEntry((path, content) -> files.put(path, content.asString()));
        return new BinderSetup(apis, privateApis, options, files);
    }

    private static List<String> texts(JsonNode value) {
        return value.isArray() ? value.valueStream().map(JsonNode::asString).toList() : List.of(value.asString());
    }

    private static HttpStep step(JsonNode step) {
        String connection = text(step, "conn");
        Duration patience = millis(step, "timeout_ms").orElse(PATIENCE);
        if (step.has("request")) {
            return exchange(connection, step, patience);
        }
        if (step.has("open")) {
            return upgrade(connection, step);
        }
        if (step.has("send")) {
            return send(connection, step);
        }
        if (step.has("recv")) {
            return new HttpStep.Receive(connection, List.of(wanted(step.get("recv"))), patience);
        }
        if (step.has("recv_set")) {
            List<WantedFrame> frames = step.get("recv_set")
                    .valueStream()
                    .map(HttpVectorReader::wanted)
                    .toList();
            return new HttpStep.Receive(connection, frames, patience);
        }
        if (step.has("silence")) {
            return new HttpStep.Silence(connection, millis(step, "silence").orElseThrow());
        }
        return new HttpStep.Pause(millis(step, "sleep_ms")
                .orElseThrow(() -> new IllegalArgumentException("expected a step, got " + step)));
    }

    // ---- requests

    private static HttpStep exchange(String connection, JsonNode step, Duration patience) {
        Optional<WantedReply> recommended =
                Optional.ofNullable(step.get("recommended")).map(HttpVectorReader::reply);
        return new HttpStep.Exchange(
                connection,
                request(step.get("request")),
                reply(step.get("response")),
                recommended,
                step.path("capture_etag").asBoolean(false),
                patience);
    }

    private static SentRequest request(JsonNode request) {
        return new SentRequest(
                text(request, "method"),
                text(request, "path"),
                request.has("version") ? text(request, "version") : "HTTP/1.1",
                !request.path("no_host").asBoolean(false),
                headers(request),
                body(request));
    }

    private static List<HttpHeader> headers(JsonNode request) {
        return request.path("headers")
                .valueStream()
                .map(pair -> new HttpHeader(pair.get(0).asString(), pair.get(1).asString()))
                .toList();
    }

    private static @Nullable String body(JsonNode request) {
        if (request.has("body_json")) {
            return request.get("body_json").toString();
        }
        return request.has("body_text") ? text(request, "body_text") : null;
    }

    private static WantedReply reply(JsonNode reply) {
        WantedReply.After after = switch (text(reply, "connection")) {
            case "open" -> WantedReply.After.OPEN;
            case "closed" -> WantedReply.After.CLOSED;
            default -> WantedReply.After.ANY;
        };
        return new WantedReply(
                reply.path("status").asInt(0),
                wantedHeaders(reply),
                wantedBody(reply),
                after,
                reply.path("interim").valueStream().map(JsonNode::asInt).toList(),
                millis(reply, "no_response_ms"));
    }

    private static @Nullable Map<String, String> wantedHeaders(JsonNode reply) {
        if (!reply.has("headers")) {
            return null;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        reply.get("headers").forEachEntry((name, value) -> headers.put(name, value.asString()));
        return headers;
    }

    private static WantedBody wantedBody(JsonNode reply) {
        if (reply.has("body_json")) {
            return new WantedBody.Value(reply.get("body_json"));
        }
        if (reply.has("body_text")) {
            return new WantedBody.Exact(text(reply, "body_text"));
        }
        return reply.has("body_empty") ? new WantedBody.Exact("") : new WantedBody.Any();
    }

    // ---- websockets

    private static HttpStep upgrade(String connection, JsonNode step) {
        JsonNode open = step.get("open");
        String key = open.has("key") ? text(open, "key") : KEY;
        List<HttpHeader> headers = new ArrayList<>();
        headers.add(new HttpHeader("Connection", "Upgrade"));
        headers.add(new HttpHeader("Upgrade", "websocket"));
        headers.add(new HttpHeader("Sec-WebSocket-Key", key));
        headers.add(new HttpHeader("Sec-WebSocket-Version", open.has("version") ? text(open, "version") : "13"));
        if (!open.path("protocol").isNull()) {
            headers.add(new HttpHeader(
                    "Sec-WebSocket-Protocol", open.has("protocol") ? text(open, "protocol") : "x-afb-ws-json1"));
        }
        headers.addAll(headers(open));
        SentRequest request = new SentRequest("GET", text(open, "path"), "HTTP/1.1", true, headers, null);
        return new HttpStep.Upgrade(connection, request, key, reply(step.get("expect")));
    }

    private static HttpStep send(String connection, JsonNode step) {
        JsonNode send = step.get("send");
        if (send.has("tcp_close")) {
            return new HttpStep.Leave(connection);
        }
        List<WantedFrame> recommended = step.path("recommended")
                .valueStream()
                .map(other -> wanted(other.get("recv")))
                .toList();
        return new HttpStep.Send(connection, SentFrames.read(send), recommended);
    }

    private static WantedFrame wanted(JsonNode frame) {
        if (frame.has("json")) {
            return new WantedFrame.JsonText(
                    frame.get("json"), Optional.ofNullable(frame.get("raw")).map(JsonNode::asString));
        }
        if (frame.has("close")) {
            OptionalInt code = frame.get("close").isNull()
                    ? OptionalInt.empty()
                    : OptionalInt.of(frame.get("close").asInt());
            return new WantedFrame.Close(code, text(frame, "reason"));
        }
        if (frame.has("pong_hex")) {
            return new WantedFrame.Pong(text(frame, "pong_hex"));
        }
        throw new IllegalArgumentException("expected a frame to come, got " + frame);
    }

    private static Optional<Duration> millis(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name)).map(JsonNode::asLong).map(Duration::ofMillis);
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? "" : value.asString();
    }
}
