package afb4j.examples.hello;

import afb4j.api.ApiContext;
import afb4j.api.Credentials;
import afb4j.api.Data;
import afb4j.api.Event;
import afb4j.api.Guard;
import afb4j.api.JsonException;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.Session;
import afb4j.api.Status;
import afb4j.api.SubscribeOptions;
import afb4j.api.SubscriptionException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// One call at a [FakeBinder]: the first answer counts.
final class FakeRequest implements Request {

    private final FakeBinder binder;
    private final FakeClient client;
    private final String api;
    private final String verb;
    private final List<Data> arguments;
    private final CompletableFuture<Reply> replied = new CompletableFuture<>();
    private boolean isDeferred;
    private Runnable afterSuccess = () -> {};

    FakeRequest(FakeBinder binder, FakeClient client, String api, String verb, List<Data> arguments) {
        this.binder = binder;
        this.client = client;
        this.api = api;
        this.verb = verb;
        this.arguments = arguments;
    }

    @Override
    public void reply(Reply reply) {
        if (!isAnswered()) {
            client.journal.add("reply " + reply.status().name());
            replied.complete(reply);
            if (reply.status().isSuccess()) {
                afterSuccess.run();
            }
        }
    }

    /// The reply, which must be there by now.
    Reply answer() {
        if (!isAnswered()) {
            throw new AssertionError("no reply to " + api + "/" + verb + arguments);
        }
        return replied.join();
    }

    CompletionStage<Reply> replied() {
        return replied;
    }

    FakeClient client() {
        return client;
    }

    /// The handler has returned.
    void returned() {
        if (!isDeferred && !isAnswered()) {
            reply(Reply.of(Status.NO_REPLY));
        }
    }

    /// What happens when the verb has answered success.
    void onSuccess(Runnable action) {
        afterSuccess = action;
    }

    @Override
    public void fail(Throwable cause) {
        reply(Reply.of(
                cause instanceof JsonException ? Status.invalidRequest(cause.getMessage()) : Status.INTERNAL_ERROR));
    }

    @Override
    public void defer() {
        isDeferred = true;
    }

    @Override
    public boolean isAnswered() {
        return replied.isDone();
    }

    @Override
    public String api() {
        return api;
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
    public Session session() {
        return client.session();
    }

    @Override
    public Optional<String> token() {
        return Optional.empty();
    }

    @Override
    public Optional<Credentials> credentials() {
        return client.credentials;
    }

    @Override
    public boolean hasPermission(String permission) {
        return client.isPermitted;
    }

    @Override
    public boolean passes(Guard guard) {
        return client.passes(guard);
    }

    @Override
    public void subscribe(Event event, SubscribeOptions options) {
        checkTakesEvents();
        client.journal.add("subscribe " + event.name());
        ((FakeEvent) event).subscribers.add(client);
    }

    @Override
    public void unsubscribe(Event event) {
        checkTakesEvents();
        client.journal.add("unsubscribe " + event.name());
        ((FakeEvent) event).subscribers.remove(client);
    }

    private void checkTakesEvents() {
        if (!client.takesEvents) {
            throw new SubscriptionException("the caller cannot take events");
        }
    }

    @Override
    public ApiContext context() {
        return binder.context;
    }

    @Override
    public CompletionStage<Reply> callAsync(String otherApi, String otherVerb, Object argument) {
        return binder.start(client, otherApi, otherVerb, List.of(FakeContext.data(argument)))
                .replied();
    }

    @Override
    public Reply call(String otherApi, String otherVerb, Object argument) {
        binder.checkMayBlock();
        return binder.start(client, otherApi, otherVerb, List.of(FakeContext.data(argument)))
                .answer();
    }
}
