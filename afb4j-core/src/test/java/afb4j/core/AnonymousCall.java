package afb4j.core;

import afb4j.api.Credentials;
import afb4j.api.Data;
import afb4j.api.SubscribeOptions;
import afb4j.api.SubscriptionException;
import afb4j.core.event.HubEvent;
import afb4j.core.session.LiveSession;
import java.util.List;
import java.util.Optional;

/// A call of nobody in particular, who takes no events.
abstract class AnonymousCall extends Call {

    AnonymousCall(String api, String verb, List<Data> arguments) {
        super(api, verb, arguments);
    }

    @Override
    protected LiveSession liveSession() {
        throw new IllegalStateException("a call without a session");
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
    protected void watch(HubEvent event, SubscribeOptions options) {
        throw new SubscriptionException("a test takes no events");
    }

    @Override
    protected void unwatch(HubEvent event) {
        throw new SubscriptionException("a test takes no events");
    }
}
