package afb4j.cli.client;

import afb4j.api.BinderException;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.client.AfbClient;
import afb4j.transport.link.LinkState;
import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.util.List;

/// One API by its binary protocol (http-and-wsj1.md 9, option `-d`).
@ThreadSafe
@SuppressWarnings("Immutable")
final class DirectRemote implements Remote {

    private final AfbClient client;
    private final Inbox inbox;
    private final EventLines events;

    private DirectRemote(AfbClient client, Inbox inbox, EventLines events) {
        this.client = client;
        this.inbox = inbox;
        this.events = events;
    }

    /// Connects to the API at the URI of the options.
    ///
    /// @throws BinderException when nobody answers there
    /// @throws IllegalArgumentException when the URI is not right
    static DirectRemote connect(ClientOptions options, Inbox inbox) {
        EventLines events = new EventLines(inbox);
        AfbClient.Builder client = AfbClient.to(options.uri())
                .callTimeout(Duration.ZERO)
                .maxMessageBytes(options.maxMessageBytes())
                .events(events)
                .once();
        options.session().ifPresent(client::session);
        options.token().ifPresent(client::token);
        client.onState(state -> {
            if (state instanceof LinkState.Exhausted) {
                inbox.add(new Happening.HungUp(""));
            }
        });
        return new DirectRemote(client.connect(), inbox, events);
    }

    @Override
    public InputForm form() {
        return InputForm.DIRECT;
    }

    @Override
    public void call(int number, String verb, Json argument, int bytes) {
        client.callAsync(verb, argument, events.ofCall(number, verb))
                .thenAccept(reply -> inbox.add(replied(number, verb, bytes, reply)));
    }

    private static Happening.Replied replied(int number, String verb, int bytes, Reply reply) {
        // compat: the blank before an absent info stays, vector cli-client-direct
        String line = "ON-REPLY " + number + ":" + verb + ": " + reply.status().name() + " "
                + reply.status().info().orElse("");
        return new Happening.Replied(bytes, reply.status().isSuccess(), line, reply.json());
    }

    @Override
    public void sendEvent(String name, Json object) {
        throw new IllegalStateException("there are no events in the direct form");
    }

    @Override
    public String raw(Json value) {
        return value.compact();
    }

    @Override
    public List<String> completions(List<String> words) {
        return words.isEmpty() ? Names.await(client.callAsync("info", Json.NULL), Names::verbsOf) : List.of();
    }

    @Override
    public void close() {
        client.close();
    }
}
