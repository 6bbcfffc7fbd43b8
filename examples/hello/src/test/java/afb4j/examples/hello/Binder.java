package afb4j.examples.hello;

import afb4j.api.Api;
import afb4j.api.BindingContext;
import afb4j.api.Data;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.core.ApiSet;
import afb4j.core.Call;
import afb4j.core.CoreConfig;
import afb4j.core.Dispatcher;
import afb4j.core.LocalApi;
import afb4j.core.RunningCalls;
import afb4j.core.VerbRunner;
import afb4j.core.Visibility;
import afb4j.sequencer.Loop;
import afb4j.sequencer.testkit.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A binder in memory with one flavour of the sample: its verbs wait on a pause that only notes how long.
final class Binder {

    final VirtualLoop loop = new VirtualLoop();
    private final BlockingQueue<Integer> exits = new LinkedBlockingQueue<>();
    final List<Duration> pauses = new ArrayList<>();
    private final RunningCalls running = new RunningCalls(loop, CoreConfig.DEFAULT.callTimeout());
    private final Dispatcher dispatcher;

    Binder(Flavour flavour) {
        this(flavour, Json.NULL);
    }

    Binder(Flavour flavour, Json config) {
        BindingContext context = new BindingContext("test", "", config, exits::add);
        Api api = new HelloApi(flavour, context, pauses::add).build();
        ApiSet apis = new ApiSet();
        apis.add(api.name(), new LocalApi(api, new VerbRunner(CoreConfig.DEFAULT)), Visibility.PUBLIC);
        api.aliases().forEach(alias -> apis.alias(alias, api.name()));
        dispatcher = new Dispatcher(apis);
    }

    /// The reply to a call with one JSON argument; `argument` is its text, as a peer would send it.
    Reply call(String verb, String argument) {
        return call("hello", verb, List.of(Json.parse(argument)));
    }

    Reply call(String api, String verb, List<Data> arguments) {
        try {
            return start(api, verb, arguments).replied.get(10, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError("no reply to " + api + "/" + verb + arguments, failure);
        }
    }

    /// The code the binding asks the binder to exit with, once it does.
    int exitCode() throws InterruptedException {
        Integer code = exits.poll(10, TimeUnit.SECONDS);
        if (code == null) {
            throw new AssertionError("the binding did not ask to exit");
        }
        return code;
    }

    Waiting start(String api, String verb, List<Data> arguments) {
        Waiting call = new Waiting(api, verb, arguments, loop);
        running.add(call, loop.nanoTime());
        loop.run(() -> dispatcher.dispatch(call));
        return call;
    }

    /// A call whose reply is kept for the test.
    static final class Waiting extends Call {
        final CompletableFuture<Reply> replied = new CompletableFuture<>();
        private final Loop loop;

        Waiting(String api, String verb, List<Data> arguments, Loop loop) {
            super(api, verb, arguments);
            this.loop = loop;
        }

        @Override
        protected void deliver(Reply reply) {
            replied.complete(reply);
        }

        @Override
        protected Loop loop() {
            return loop;
        }

        @Override
        protected String id() {
            return "test";
        }
    }
}
