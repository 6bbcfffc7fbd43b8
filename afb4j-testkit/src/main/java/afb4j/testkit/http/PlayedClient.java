package afb4j.testkit.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// A connection of a client under test, with the scripted end of it. Used by the player; what the client
/// tells may come on any thread.
final class PlayedClient implements Json1ClientUnderTest.Listener {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String HUNG_UP = "the connection has ended";

    private final Json1ClientUnderTest.Conversation conversation;
    private final Json1Link link;
    private final JsonComparison json = new JsonComparison(new Blanks(0));
    private final Set<String> ids = new HashSet<>();

    /// Calls by their recorded ids, which need not be unique.
    private final Map<String, Deque<Pending>> pending = new HashMap<>();

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private boolean isPlayed = true;

    private record Pending(Json1Call call, BlockingQueue<Json1ReplySeen> reply) {}

    private PlayedClient(Json1ClientUnderTest client, ScriptedJson1Server server, String path) {
        conversation = client.open(server.port(), path, this);
        link = server.accept();
        if (!link.request().target().equals(path)) {
            throw new HttpMismatch(
                    "expected a request for " + path + ", got " + link.request().target());
        }
    }

    /// Has the client connect.
    static PlayedClient open(Json1ClientUnderTest client, ScriptedJson1Server server, String path) {
        return new PlayedClient(client, server, path);
    }

    /// Whether it still does what was recorded.
    boolean isPlayed() {
        return isPlayed;
    }

    /// Has the client call, and reads the call.
    void call(RecordedCall recorded) {
        BlockingQueue<Json1ReplySeen> reply = new LinkedBlockingQueue<>();
        conversation.call(recorded.api(), recorded.verb(), recorded.argument(), reply::add);
        Json1Call call = link.call();
        String procedure = recorded.api() + "/" + recorded.verb();
        JsonNode argument = JsonComparison.MAPPER.readTree(recorded.argument());
        if (!call.procedure().equals(procedure) || !json.fits(argument, call.argument())) {
            throw new HttpMismatch(
                    "expected a call of " + procedure + " with " + Shown.cut(recorded.argument()) + ", got " + call);
        }
        if (!ids.add(call.id())) {
            throw new HttpMismatch("expected an id that was not used before, got " + call);
        }
        pending.computeIfAbsent(recorded.id(), _ -> new ArrayDeque<>()).add(new Pending(call, reply));
    }

    /// Answers the call with that recorded id, and waits until the user of the client has the reply.
    void reply(String id, JsonNode envelope) {
        Pending answered = Objects.requireNonNull(pending.get(id), () -> "no call has the id " + id)
                .remove();
        JsonNode request = envelope.get("request");
        int code = request.get("code").asInt();
        link.reply(answered.call(), code >= 0, JsonComparison.sample(envelope));
        Json1ReplySeen seen = await(answered.reply(), "the reply to " + answered.call());
        JsonNode response = envelope.has("response")
                ? envelope.get("response")
                : JsonComparison.MAPPER.getNodeFactory().nullNode();
        Optional<String> info = Optional.ofNullable(request.get("info")).map(JsonNode::asString);
        if (seen.code() != code
                || !seen.status().equals(request.get("status").asString())
                || !seen.info().equals(info)
                || !json.fits(response, seen.response())) {
            throw new HttpMismatch("expected the user to get " + envelope + ", got " + seen);
        }
    }

    /// Sends an event, and waits until the user of the client sees it.
    void event(String name, JsonNode data) {
        link.event(name, JsonComparison.sample(data));
        String seen = await(told, "the event " + name);
        String head = name + " ";
        if (!seen.startsWith(head) || !json.fits(data, seen.substring(head.length()))) {
            throw new HttpMismatch("expected the user to see " + name + " " + data + ", got " + seen);
        }
    }

    /// Closes the connection as the recorded server did: the client says so, and has an answer for each call.
    void hangUp(WantedFrame.Close close) {
        link.send(RawFrame.close(close.code().orElse(-1), close.reason()));
        link.close();
        String seen = await(told, "the end of the connection");
        if (!seen.equals(HUNG_UP)) {
            throw new HttpMismatch("expected the user to see the end of the connection, got " + seen);
        }
        pending.values()
                .forEach(calls -> calls.forEach(call -> {
                    Json1ReplySeen reply = await(call.reply(), "a reply to " + call.call());
                    if (!reply.status().equals("disconnected")) {
                        throw new HttpMismatch("expected disconnected, got " + reply);
                    }
                }));
        isPlayed = false;
    }

    /// The recorded client did something that this one cannot be told to do.
    void leave() {
        isPlayed = false;
    }

    private static <T> T await(BlockingQueue<T> queue, String what) {
        try {
            T next = queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new HttpMismatch("expected the user to get " + what + ", got nothing");
            }
            return next;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the player was interrupted", interrupted);
        }
    }

    @Override
    public void onEvent(String name, String data) {
        told.add(name + " " + data);
    }

    @Override
    public void onHangup() {
        told.add(HUNG_UP);
    }

    void close() {
        isPlayed = false;
        conversation.close();
        link.close();
    }
}
