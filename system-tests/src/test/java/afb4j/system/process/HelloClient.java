package afb4j.system.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.client.AfbClient;
import afb4j.transport.peer.RemoteEvent;
import afb4j.transport.peer.RemoteEventListener;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A client of the API `hello`, and all that it has heard: pushes as `name data`, broadcasts as `name data
/// hop uuid`, removals as `-name`.
final class HelloClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<String> pushes = new CopyOnWriteArrayList<>();
    private final List<String> broadcasts = new CopyOnWriteArrayList<>();
    private final List<String> removals = new CopyOnWriteArrayList<>();
    private final AfbClient client;

    private HelloClient(AfbClient.Builder builder) {
        this.client = builder.events(new Ear())
                .onEvent((name, data) -> {}) // pushes count as wanted
                .connect();
    }

    static HelloClient at(String sockspec) {
        return at(sockspec, UnaryOperator.identity());
    }

    static HelloClient at(String sockspec, UnaryOperator<AfbClient.Builder> options) {
        return new HelloClient(options.apply(AfbClient.to(sockspec)));
    }

    private final class Ear implements RemoteEventListener {

        @Override
        public void onEventCreated(RemoteEvent event) {
            // told by what follows
        }

        @Override
        public boolean onPush(RemoteEvent event, Json data) {
            pushes.add(event.name() + " " + data.text());
            return false; // whoever subscribed says so
        }

        @Override
        public void onEventRemoved(RemoteEvent event) {
            removals.add(event.name());
        }

        @Override
        public void onBroadcast(String name, Json data, UUID uuid, int hop) {
            broadcasts.add(name + " " + data.text() + " " + hop + " " + uuid);
        }
    }

    Reply call(String verb, @Nullable Object argument) {
        return client.call(verb, argument);
    }

    /// What a verb answers: the first of its three values.
    Json result(String verb, @Nullable Object argument) {
        Reply reply = client.call(verb, argument);
        assertThat(reply.status().isSuccess()).as("%s: %s", verb, reply).isTrue();
        return reply.json().element(0);
    }

    /// Calls a verb that has nothing to tell.
    void run(String verb, Json argument) {
        Reply reply = client.call(verb, argument);
        assertThat(reply.status().isSuccess())
                .as("%s %s: %s", verb, argument, reply)
                .isTrue();
    }

    /// Calls a verb about the event of a tag.
    void run(String verb, String tag) {
        run(verb, Json.object().put("tag", tag).build());
    }

    /// Makes an event whose tag is its name.
    void add(String event) {
        run("eventadd", Json.object().put("tag", event).put("name", event).build());
    }

    void push(String event, Object data) {
        run("eventpush", Json.object().put("tag", event).put("data", data).build());
    }

    void broadcast(String name, Object data) {
        run("broadcast", Json.object().put("name", name).put("data", data).build());
    }

    /// Goes to the owner and back: what the owner has sent before is here.
    void sync() {
        assertThat(client.call("ping").status().isSuccess()).isTrue();
    }

    AfbClient client() {
        return client;
    }

    List<String> pushes() {
        return pushes;
    }

    List<String> broadcasts() {
        return broadcasts;
    }

    List<String> removals() {
        return removals;
    }

    /// Waits for a broadcast that begins so.
    void awaitBroadcast(String beginning) {
        await().atMost(PATIENCE).until(() -> broadcasts.stream().anyMatch(one -> one.startsWith(beginning)));
    }

    void awaitPush(String text) {
        await().atMost(PATIENCE).until(() -> pushes.contains(text));
    }

    /// Hangs up, before the end of its scope.
    void leave() {
        client.close();
    }

    @Override
    public void close() {
        client.close();
    }
}
