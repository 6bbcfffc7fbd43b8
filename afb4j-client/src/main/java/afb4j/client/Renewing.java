package afb4j.client;

import afb4j.transport.TransportException;
import afb4j.transport.link.Link;
import afb4j.transport.link.LinkListener;
import afb4j.transport.link.LinkState;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Waits for the first connection, and subscribes again on each further one, before its owner hears of it.
final class Renewing implements LinkListener {

    private final ClientSubscriptions subscriptions;
    private final LinkListener owner;
    private final CompletableFuture<Void> first = new CompletableFuture<>();

    /// Null while the link is being made: nothing was subscribed to then.
    private volatile @Nullable Link link;

    Renewing(ClientSubscriptions subscriptions, LinkListener owner) {
        this.subscriptions = subscriptions;
        this.owner = owner;
    }

    /// Completes with the first connection, or fails with the reason why there is none.
    CompletableFuture<Void> first() {
        return first;
    }

    /// The link that this listens to.
    void begin(Link made) {
        link = made;
    }

    @Override
    public void onState(LinkState state) {
        switch (state) {
            case LinkState.Ready _ -> {
                first.complete(null);
                Link ready = link;
                if (ready != null) {
                    subscriptions.renew(ready);
                }
            }
            case LinkState.Waiting failed -> first.completeExceptionally(failed.cause());
            case LinkState.Exhausted failed -> first.completeExceptionally(failed.cause());
            case LinkState.Closed _ -> first.completeExceptionally(new TransportException("closed"));
            case LinkState.Idle _, LinkState.Connecting _ -> {}
        }
        owner.onState(state);
    }
}
