package afb4j.examples.hello;

import afb4j.api.Api;
import afb4j.api.BindingContext;
import afb4j.api.Data;
import afb4j.api.Execution;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.SessionEffect;
import afb4j.api.Status;
import afb4j.api.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/// A binder in memory with one flavour of the sample. Whatever is called runs on the thread of the test; time
/// moves by hand.
final class FakeBinder {

    final List<Integer> exits = new ArrayList<>();
    final List<FakeClient> clients = new ArrayList<>();
    final FakeContext context;
    final FakeClient client;
    private final Map<String, Api> apis = new HashMap<>();
    private final PriorityQueue<FakeJob> jobs =
            new PriorityQueue<>(Comparator.comparing(FakeJob::due).thenComparingInt(FakeJob::number));
    private Duration now = Duration.ZERO;
    private int jobCount;
    private boolean isOnLoop;

    FakeBinder(Flavour flavour) {
        this(flavour, Json.object().build());
    }

    FakeBinder(Flavour flavour, Json settings) {
        BindingContext binding = new BindingContext("test", "", Json.NULL, exits::add);
        Api hello = new HelloApi(flavour, binding).build();
        context = new FakeContext(this, hello.name(), settings);
        client = client("session");
        add(hello);
        try {
            hello.start().start(context);
        } catch (Exception failure) {
            throw new AssertionError("hello does not start", failure);
        }
    }

    /// Publishes an API besides the sample.
    void add(Api api) {
        apis.put(api.name(), api);
        api.aliases().forEach(alias -> apis.put(alias, api));
    }

    Api hello() {
        return apis.get(HelloApi.NAME);
    }

    /// A further client, with a session of that name.
    FakeClient client(String session) {
        FakeClient added = new FakeClient(session);
        clients.add(added);
        return added;
    }

    /// The reply to a call by [#client]; `argument` is its JSON, as a peer would send it.
    Reply call(String verb, String argument) {
        return call(client, verb, argument);
    }

    Reply call(FakeClient caller, String verb, String argument) {
        return call(caller, HelloApi.NAME, verb, List.of(Json.parse(argument)));
    }

    Reply call(FakeClient caller, String api, String verb, List<Data> arguments) {
        FakeRequest request = start(caller, api, verb, arguments);
        advance(Duration.ZERO);
        return request.answer();
    }

    FakeRequest start(String verb, String argument) {
        return start(client, HelloApi.NAME, verb, List.of(Json.parse(argument)));
    }

    FakeRequest start(FakeClient caller, String api, String verb, List<Data> arguments) {
        FakeRequest request = new FakeRequest(this, caller, api, verb, arguments);
        Optional<Verb> found = Optional.ofNullable(apis.get(api)).flatMap(target -> target.find(verb));
        if (!apis.containsKey(api)) {
            request.reply(Reply.of(Status.UNKNOWN_API));
        } else if (found.isEmpty()) {
            request.reply(Reply.of(Status.UNKNOWN_VERB));
        } else if (!caller.passes(found.get().guard())) {
            request.reply(Reply.of(Status.INSUFFICIENT_SCOPE));
        } else {
            run(found.get(), request);
        }
        return request;
    }

    private void run(Verb verb, FakeRequest request) {
        request.onSuccess(() -> take(verb.after(), request.client()));
        boolean wasOnLoop = isOnLoop;
        isOnLoop = verb.execution() == Execution.NON_BLOCKING;
        try {
            verb.handler().handle(request);
        } catch (Exception failure) {
            request.fail(failure);
        } finally {
            isOnLoop = wasOnLoop;
        }
        request.returned();
    }

    private static void take(SessionEffect effect, FakeClient client) {
        switch (effect) {
            case NONE -> {}
            case CLOSE -> client.session().close();
            case REFRESH_TOKEN -> client.refreshes++;
        }
    }

    /// Refuses to wait on the event loop, as a binder does.
    void checkMayBlock() {
        if (isOnLoop) {
            throw new IllegalStateException("a verb that runs on the event loop waits for a reply");
        }
    }

    FakeJob schedule(Duration delay, Runnable action) {
        FakeJob job = new FakeJob(now.plus(delay), jobCount++, action, this);
        jobs.add(job);
        return job;
    }

    void remove(FakeJob job) {
        jobs.remove(job);
    }

    int jobCount() {
        return jobs.size();
    }

    /// Moves the time, running what is due in order.
    void advance(Duration step) {
        Duration end = now.plus(step);
        while (!jobs.isEmpty() && jobs.peek().due().compareTo(end) <= 0) {
            FakeJob job = jobs.remove();
            now = job.due();
            job.action().run();
        }
        now = end;
    }
}
