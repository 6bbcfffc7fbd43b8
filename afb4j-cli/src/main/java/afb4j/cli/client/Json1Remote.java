package afb4j.cli.client;

import afb4j.api.BinderException;
import afb4j.api.Json;
import afb4j.client.json1.Json1Client;
import afb4j.client.json1.Json1ClientBuilder;
import afb4j.client.json1.Json1Listener;
import afb4j.client.json1.Json1Reply;
import afb4j.client.json1.TlsTrust;
import afb4j.transport.TransportConfig;
import afb4j.transport.link.LinkState;
import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All APIs of a binder by its JSON websocket (http-and-wsj1.md 9).
@ThreadSafe
@SuppressWarnings("Immutable")
final class Json1Remote implements Remote {

    private static final int CALLS_OF_COMPLETION = 16;
    private static final String REGULAR_END = "it hung up";

    private final Json1Client client;
    private final Inbox inbox;

    private Json1Remote(Json1Client client, Inbox inbox) {
        this.client = client;
        this.inbox = inbox;
    }

    /// Connects to the binder at the URI of the options.
    ///
    /// @throws BinderException when no binder answers there, or the authorities cannot be read
    /// @throws IllegalArgumentException when the URI is not right
    static Json1Remote connect(ClientOptions options, Inbox inbox) {
        Json1ClientBuilder client = Json1Client.to(options.uri())
                .callTimeout(Duration.ZERO)
                .maxMessageBytes(options.maxMessageBytes())
                .maxPending(TransportConfig.MAX_IN_FLIGHT + CALLS_OF_COMPLETION)
                .listener(new Lines(inbox))
                .onState(state -> tellEnd(inbox, state))
                .once();
        options.session().ifPresent(client::session);
        options.token().ifPresent(client::token);
        options.authorities().ifPresent(file -> client.trust(TlsTrust.ofPem(file)));
        if (options.isInsecure()) {
            client.trust(TlsTrust.ofAnybody());
        }
        return new Json1Remote(client.connect(), inbox);
    }

    private static void tellEnd(Inbox inbox, LinkState state) {
        if (state instanceof LinkState.Exhausted exhausted) {
            String why = String.valueOf(exhausted.cause().getMessage());
            inbox.add(new Happening.HungUp(why.startsWith(REGULAR_END) && !why.contains(" with ") ? "" : why));
        }
    }

    @Override
    public InputForm form() {
        return InputForm.JSON1;
    }

    @Override
    public void call(int number, String verb, Json argument, int bytes) {
        int slash = verb.indexOf('/');
        client.exchange(verb.substring(0, slash), verb.substring(slash + 1), argument)
                .thenAccept(reply -> inbox.add(replied(number, verb, bytes, reply)));
    }

    private static Happening.Replied replied(int number, String verb, int bytes, Json1Reply reply) {
        String line = "ON-REPLY " + number + ":" + verb + ": " + (reply.isSuccess() ? "OK" : "ERROR");
        return new Happening.Replied(bytes, reply.isSuccess(), line, reply.envelope());
    }

    @Override
    public void sendEvent(String name, Json object) {
        client.sendEvent(name, object);
    }

    /// As it was received.
    @Override
    public String raw(Json value) {
        return value.text();
    }

    @Override
    public List<String> completions(List<String> words) {
        return switch (words.size()) {
            case 0 -> Names.await(client.callAsync("monitor", "get", Map.of("apis", true)), Names::apisOf);
            case 1 -> verbs(words.getFirst());
            default -> List.of();
        };
    }

    private List<String> verbs(String api) {
        return api.startsWith("!") || api.contains("/")
                ? List.of()
                : Names.await(client.callAsync(api, "info", Json.NULL), Names::verbsOf);
    }

    @Override
    public void close() {
        client.close();
    }

    /// Tells the inbox what comes besides replies.
    private record Lines(Inbox inbox) implements Json1Listener {

        @Override
        public void onEvent(String name, Json object) {
            inbox.addEvent(new Happening.Heard("ON-EVENT " + name + ":", Optional.of(object)));
        }

        @Override
        public void onCall(String api, String verb, Json argument) {
            inbox.addEvent(new Happening.Heard("ON-CALL " + api + "/" + verb + ":", Optional.of(argument)));
        }
    }
}
