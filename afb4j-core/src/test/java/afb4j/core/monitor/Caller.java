package afb4j.core.monitor;

import afb4j.api.Credentials;
import afb4j.api.Data;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.SubscribeOptions;
import afb4j.api.SubscriptionException;
import afb4j.core.BinderCore;
import afb4j.core.Call;
import afb4j.core.NoSessionException;
import afb4j.core.event.EventSink;
import afb4j.core.event.HubEvent;
import afb4j.core.event.Publication;
import afb4j.core.event.Subscriber;
import afb4j.core.session.LiveSession;
import afb4j.sequencer.Loop;
import afb4j.sequencer.testkit.VirtualLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A client of a binder on a virtual loop: calls in a session of its own, and keeps the events it gets.
final class Caller implements EventSink {

    private final VirtualLoop loop;
    private final BinderCore binder;
    private final LiveSession session;
    private final Subscriber subscriber;
    private final List<String> events = new ArrayList<>();
    private final List<Json> data = new ArrayList<>();
    private boolean takesEvents = true;
    private Optional<Credentials> credentials = Optional.empty();

    Caller(VirtualLoop loop, BinderCore binder, String uuid) {
        this.loop = loop;
        this.binder = binder;
        this.session = NoSessionException.orThrow(binder.sessions().acquire(uuid));
        this.subscriber = binder.events().subscriber(this);
    }

    Caller withoutEvents() {
        takesEvents = false;
        return this;
    }

    Caller as(Credentials who) {
        credentials = Optional.of(who);
        return this;
    }

    LiveSession session() {
        return session;
    }

    /// Calls with an argument in which `'` stands for `"`.
    Reply call(String api, String verb, String argument) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        Json json = Json.parse(argument.replace('\'', '"'));
        loop.run(() -> binder.dispatcher().dispatch(new CallerCall(api, verb, json, reply)));
        loop.runUntilIdle();
        Reply answer = reply.orTimeout(10, TimeUnit.SECONDS).join();
        loop.runUntilIdle();
        return answer;
    }

    /// The names of the events it has got, in order.
    List<String> events() {
        return List.copyOf(events);
    }

    /// What the events carried.
    List<Json> data() {
        return List.copyOf(data);
    }

    void forget() {
        events.clear();
        data.clear();
    }

    void hangUp() {
        loop.run(subscriber::close);
    }

    private final class CallerCall extends Call {

        private final CompletableFuture<Reply> reply;

        private CallerCall(String api, String verb, Data argument, CompletableFuture<Reply> reply) {
            super(api, verb, List.of(argument));
            this.reply = reply;
        }

        @Override
        protected void deliver(Reply answer) {
            reply.complete(answer);
        }

        @Override
        protected Loop loop() {
            return loop;
        }

        @Override
        protected String id() {
            return "caller";
        }

        @Override
        protected LiveSession liveSession() {
            return session;
        }

        @Override
        public Optional<String> token() {
            return Optional.of("a secret token");
        }

        @Override
        public Optional<Credentials> credentials() {
            return credentials;
        }

        @Override
        protected void watch(HubEvent event, SubscribeOptions options) {
            if (!takesEvents) {
                throw new SubscriptionException("this caller takes no events");
            }
            event.expectSubscription(subscriber, () -> event.subscribe(subscriber, options));
        }

        @Override
        protected void unwatch(HubEvent event) {
            if (!takesEvents) {
                throw new SubscriptionException("this caller takes no events");
            }
            event.unsubscribe(subscriber);
        }
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void push(Publication push) {
        events.add(push.name());
        data.add(push.data().toJson());
    }

    @Override
    public void broadcast(Publication broadcast, UUID uuid, int hop) {
        push(broadcast);
    }

    @Override
    public void removed(HubEvent event) {
        events.add("end of " + event.name());
    }

    @Override
    public void disconnect(String why) {
        subscriber.close();
    }
}
