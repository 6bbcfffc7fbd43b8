package afb4j.core.event;

import afb4j.sequencer.ConfinedTo;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.concurrent.atomic.AtomicInteger;

/// Those who subscribed to one event and live on one loop.
@ThreadSafe
final class Audience {

    private final Lane lane;

    /// Subscriptions, and tasks on their way to the loop that will subscribe.
    private final AtomicInteger interested = new AtomicInteger();

    @ConfinedTo("loop of the lane")
    private final Members<Subscription> subscriptions = new Members<>();

    Audience(Lane lane) {
        this.lane = lane;
    }

    Lane lane() {
        return lane;
    }

    boolean isEmpty() {
        return interested.get() == 0;
    }

    /// From now on all pushes come here, because somebody is about to subscribe.
    void expectOneMore() {
        interested.incrementAndGet();
    }

    /// The end of [#expectOneMore()].
    void expectOneLess() {
        interested.decrementAndGet();
    }

    void push(Publication publication) {
        if (!isEmpty()) {
            lane.deliver(() -> {
                for (Subscription subscription : subscriptions.list()) {
                    subscription.offer(publication);
                }
            });
        }
    }

    /// The event has ended; `then` runs on the loop, after all were told.
    void remove(Runnable then) {
        lane.deliverSurely(() -> {
            for (Subscription subscription : subscriptions.list()) {
                subscription.eventRemoved();
            }
            then.run();
        });
    }

    /// On the loop.
    void add(Subscription subscription) {
        if (subscriptions.add(subscription)) {
            interested.incrementAndGet();
        }
    }

    /// On the loop.
    void remove(Subscription subscription) {
        if (subscriptions.remove(subscription)) {
            interested.decrementAndGet();
        }
    }
}
