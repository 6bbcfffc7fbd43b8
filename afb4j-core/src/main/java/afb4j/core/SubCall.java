package afb4j.core;

import afb4j.api.Credentials;
import afb4j.api.Reply;
import afb4j.api.SubscribeOptions;
import afb4j.core.event.HubEvent;
import afb4j.core.session.LiveSession;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A call that a verb makes for its caller: as that caller, to whom events go as well.
final class SubCall extends InnerCall {

    /// How deep calls within calls may be: more is taken for a circle of APIs that call each other.
    private static final int MAX_DEPTH = 32;

    private final Call outer;
    private final int depth;

    private SubCall(Call outer, CallTarget target) {
        super(outer.loop(), target);
        this.outer = outer;
        this.depth = outer.depth() + 1;
    }

    static CompletionStage<Reply> start(Dispatcher dispatcher, Call outer, CallTarget target) {
        SubCall call = new SubCall(outer, target);
        return call.depth > MAX_DEPTH ? CompletableFuture.completedStage(tooDeep(MAX_DEPTH)) : call.start(dispatcher);
    }

    @Override
    protected LiveSession liveSession() {
        return outer.liveSession();
    }

    @Override
    public Optional<String> token() {
        return outer.token();
    }

    @Override
    public Optional<Credentials> credentials() {
        return outer.credentials();
    }

    @Override
    protected boolean isTrusted() {
        return outer.isTrusted();
    }

    @Override
    protected int depth() {
        return depth;
    }

    @Override
    protected void watch(HubEvent event, SubscribeOptions options) {
        outer.watch(event, options);
    }

    @Override
    protected void unwatch(HubEvent event) {
        outer.unwatch(event);
    }

    @Override
    protected String id() {
        return outer.id() + " within " + outer.api() + "/" + outer.verb();
    }
}
