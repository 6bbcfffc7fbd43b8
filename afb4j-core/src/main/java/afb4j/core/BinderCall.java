package afb4j.core;

import afb4j.api.Credentials;
import afb4j.api.SubscribeOptions;
import afb4j.api.SubscriptionException;
import afb4j.core.event.HubEvent;
import afb4j.core.session.LiveSession;
import afb4j.sequencer.Loop;
import java.util.Optional;

/// A call that the binder itself makes, as at the end of its start. It takes no events.
final class BinderCall extends InnerCall {

    private final BinderCore binder;

    BinderCall(BinderCore binder, Loop loop, CallTarget target) {
        super(loop, target);
        this.binder = binder;
    }

    @Override
    protected LiveSession liveSession() {
        return binder.commonSession();
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
        throw new SubscriptionException("the binder itself takes no events");
    }

    @Override
    protected void unwatch(HubEvent event) {
        throw new SubscriptionException("the binder itself takes no events");
    }

    @Override
    protected String id() {
        return "binder " + binder.name();
    }
}
