package afb4j.core;

import afb4j.api.Credentials;
import afb4j.api.SubscribeOptions;
import afb4j.core.event.HubEvent;
import afb4j.core.session.LiveSession;
import afb4j.sequencer.Loop;
import java.util.Optional;

/// A call that an API makes for itself: without credentials, but trusted, because who writes an API of a
/// binder can do what the binder can. Events go to the handlers of the API.
final class ApiCall extends InnerCall {

    private final RunningApi origin;

    ApiCall(RunningApi origin, Loop loop, CallTarget target) {
        super(loop, target);
        this.origin = origin;
    }

    @Override
    protected LiveSession liveSession() {
        return origin.liveSession();
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
    protected boolean isTrusted() {
        return true;
    }

    @Override
    protected void watch(HubEvent event, SubscribeOptions options) {
        origin.watch(event, options);
    }

    @Override
    protected void unwatch(HubEvent event) {
        origin.unwatch(event);
    }

    @Override
    protected String id() {
        return "API " + origin.api();
    }
}
