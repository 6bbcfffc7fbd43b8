package afb4j.server.rpc;

import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.SubscriptionException;
import afb4j.core.event.EventSink;
import afb4j.core.event.HubEvent;
import afb4j.core.event.Subscriber;
import afb4j.sequencer.Loop;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Carries out on the loop of a connection how verbs, on any thread, change what it is subscribed to.
///
/// A verb that may wait, as one that blocks, is told how it ended; one that runs on another loop goes on
/// before that, and a failure is logged.
@ThreadSafe
@SuppressWarnings("Immutable")
public final class SubscriptionChanges {

    private static final System.Logger LOGGER = System.getLogger(SubscriptionChanges.class.getName());

    private final EventSink sink;
    private final Subscriber subscriber;

    /// The changes of `subscriber`, whose events go to `sink`.
    public SubscriptionChanges(EventSink sink, Subscriber subscriber) {
        this.sink = sink;
        this.subscriber = subscriber;
    }

    /// Runs `change` on the loop, which subscribes to `event`: pushes made after this call find their way.
    ///
    /// @throws SubscriptionException that of `change`
    public void subscribe(HubEvent event, Runnable change) {
        if (mayWait()) {
            runAndWait(change);
        } else {
            event.expectSubscription(subscriber, () -> runLogged(change));
        }
    }

    /// Runs `change` on the loop, which ends a subscription.
    ///
    /// @throws SubscriptionException that of `change`
    public void unsubscribe(Runnable change) {
        if (mayWait()) {
            runAndWait(change);
        } else {
            loop().execute(() -> runLogged(change));
        }
    }

    private Loop loop() {
        return sink.loop();
    }

    private boolean mayWait() {
        return loop().inLoop() || Thread.currentThread().isVirtual();
    }

    private void runAndWait(Runnable change) {
        if (loop().inLoop()) {
            change.run();
            return;
        }
        try {
            CompletableFuture.runAsync(change, loop()::execute).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof SubscriptionException cause ? cause : failed;
        }
    }

    private void runLogged(Runnable change) {
        try {
            change.run();
        } catch (SubscriptionException failure) {
            LOGGER.log(WARNING, "{0}: {1}", sink, failure.getMessage());
        }
    }
}
