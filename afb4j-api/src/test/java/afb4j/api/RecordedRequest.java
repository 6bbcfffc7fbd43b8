package afb4j.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A request that notes what is done to it; a binder would take the first answer only.
final class RecordedRequest implements Request {

    final List<Reply> replies = new ArrayList<>();
    final List<Throwable> failures = new ArrayList<>();
    boolean deferred;
    private final String verb;
    private final List<Data> arguments;

    RecordedRequest(String verb, Data... arguments) {
        this.verb = verb;
        this.arguments = List.of(arguments);
    }

    /// Gives the request to the verb of `api` that answers to its name, as a binder does.
    RecordedRequest handledBy(Api api) {
        try {
            api.find(verb).orElseThrow().handler().handle(this);
        } catch (Exception thrown) {
            fail(thrown);
        }
        return this;
    }

    @Override
    public String api() {
        return "test";
    }

    @Override
    public String verb() {
        return verb;
    }

    @Override
    public List<Data> arguments() {
        return arguments;
    }

    @Override
    public void reply(Reply reply) {
        replies.add(reply);
    }

    @Override
    public void fail(Throwable cause) {
        failures.add(cause);
    }

    @Override
    public void defer() {
        deferred = true;
    }

    @Override
    public boolean isAnswered() {
        return !replies.isEmpty() || !failures.isEmpty();
    }

    // ---- what needs a binder is tested with one, in afb4j-core

    private static UnsupportedOperationException noBinder() {
        return new UnsupportedOperationException("there is no binder in this test");
    }

    @Override
    public Session session() {
        throw noBinder();
    }

    @Override
    public Optional<String> token() {
        return Optional.empty();
    }

    @Override
    public Optional<Credentials> credentials() {
        return Optional.empty();
    }

    @Override
    public boolean hasPermission(String permission) {
        throw noBinder();
    }

    @Override
    public boolean passes(Guard guard) {
        throw noBinder();
    }

    @Override
    public void subscribe(Event event, SubscribeOptions options) {
        throw noBinder();
    }

    @Override
    public void unsubscribe(Event event) {
        throw noBinder();
    }

    @Override
    public ApiContext context() {
        throw noBinder();
    }

    @Override
    public CompletionStage<Reply> callAsync(String otherApi, String otherVerb, @Nullable Object argument) {
        throw noBinder();
    }

    @Override
    public Reply call(String otherApi, String otherVerb, @Nullable Object argument) {
        throw noBinder();
    }
}
