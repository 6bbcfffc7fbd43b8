package afb4j.core.event;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.SubscribeOptions;
import afb4j.api.SubscriptionException;
import afb4j.sequencer.ConfinedTo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// One listener: its subscriptions, and what waits for it while its sink is not ready. Made by
/// [EventHub#subscriber(EventSink)]; one for each connection, and one for each API with handlers.
///
/// All methods but [#dropped()] are confined to the loop of the sink.
@ConfinedTo("loop of the sink")
public final class Subscriber {

    private static final System.Logger LOGGER = System.getLogger(Subscriber.class.getName());

    private final EventHub hub;
    private final EventConfig config;
    private final Lane lane;
    private final EventSink sink;
    private final Map<HubEvent, Subscription> subscriptions = new HashMap<>();
    private final Backlog backlog;
    private final AtomicLong dropped = new AtomicLong();
    private boolean takesBroadcasts;
    private boolean draining;
    /// Whether something was dropped since the backlog was empty.
    private boolean dropping;

    private boolean closed;

    Subscriber(EventHub hub, Lane lane, EventSink sink) {
        this.hub = hub;
        this.config = hub.config();
        this.lane = lane;
        this.sink = sink;
        this.backlog = new Backlog(config);
    }

    /// Whether it has subscribed to `event`.
    public boolean isSubscribedTo(HubEvent event) {
        return subscriptions.containsKey(event);
    }

    /// How many events it has subscribed to.
    public int subscriptionCount() {
        return subscriptions.size();
    }

    /// How many pushes and broadcasts wait until the sink is ready.
    public int waiting() {
        return backlog.length();
    }

    /// How many pushes and broadcasts it was not told of because its sink was too slow. Any thread.
    public long dropped() {
        return dropped.get();
    }

    /// The sink is ready again, or may be: tells it what waits, in order, as long as it is.
    public void resume() {
        if (draining) {
            return;
        }
        draining = true;
        try {
            while (!backlog.isEmpty() && sink.isReady()) {
                Backlog.Item item = backlog.take();
                if (!(item instanceof Backlog.Removal)) {
                    lane.countDelivered();
                }
                guarded(() -> item.deliverTo(sink));
            }
        } finally {
            draining = false;
        }
        if (dropping && backlog.isEmpty()) {
            dropping = false;
            LOGGER.log(DEBUG, "{0}: takes events again, {1} were dropped so far", sink, dropped);
        }
    }

    /// Ends everything: all subscriptions, broadcasts, and what waits. Nothing comes afterwards. Idempotent.
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        setTakesBroadcasts(false);
        for (Subscription subscription : List.copyOf(subscriptions.values())) {
            subscription.end();
        }
        subscriptions.clear();
        backlog.clear();
    }

    Lane lane() {
        return lane;
    }

    /// Returns whether it is a new subscription, not another one in place of the old.
    boolean subscribe(HubEvent event, Audience audience, SubscribeOptions options) {
        if (closed) {
            throw new SubscriptionException(sink + " is gone, cannot subscribe to " + event.name());
        }
        boolean isNew = !subscriptions.containsKey(event);
        if (isNew && subscriptions.size() + backlog.removals() >= config.maxSubscriptions()) {
            throw new SubscriptionException(sink + " has " + config.maxSubscriptions()
                    + " subscriptions, which is the limit; cannot subscribe to " + event.name());
        }
        Subscription subscription = new Subscription(event, audience, this, options);
        subscription.begin(); // before the old one ends, so that no push finds nobody
        Subscription before = subscriptions.put(event, subscription);
        if (before != null) {
            before.end();
        }
        return isNew;
    }

    /// Ends the subscription to the event with that id (W-73), as [HubEvent#unsubscribe(Subscriber)]. Returns
    /// whether there was one.
    public boolean unsubscribe(int eventId) {
        return subscriptions.keySet().stream()
                .filter(event -> event.id() == eventId)
                .findFirst()
                .map(this::unsubscribe)
                .orElse(false);
    }

    /// Returns whether there was a subscription.
    boolean unsubscribe(HubEvent event) {
        Subscription subscription = subscriptions.remove(event);
        if (subscription == null) {
            return false;
        }
        subscription.end();
        backlog.forget(event);
        return true;
    }

    void setTakesBroadcasts(boolean wanted) {
        if (wanted && !closed) {
            takesBroadcasts = true;
            lane.addTaker(this);
        } else {
            takesBroadcasts = false;
            lane.removeTaker(this);
        }
    }

    void push(HubEvent event, Publication publication) {
        if (!isFree()) {
            keep(new Backlog.Push(event, publication));
            return;
        }
        lane.countDelivered();
        try {
            sink.push(publication);
        } catch (RuntimeException failure) {
            failed(failure);
        }
    }

    /// W-77, W-78: each emission takes one hop, and none is left for the way out when it came with 0.
    void broadcast(Publication publication, UUID uuid, int hop) {
        boolean local = sink.isLocal();
        if (!takesBroadcasts || (hop == 0 && !local)) {
            return;
        }
        int told = local ? hop : hop - 1;
        if (isFree()) {
            lane.countDelivered();
            guarded(() -> sink.broadcast(publication, uuid, told));
        } else {
            keep(new Backlog.Broadcast(publication, uuid, told));
        }
    }

    void eventRemoved(HubEvent event) {
        Subscription subscription = subscriptions.remove(event);
        if (subscription == null) {
            return;
        }
        subscription.end();
        if (backlog.isEmpty()) {
            guarded(() -> sink.removed(event));
        } else {
            backlog.add(new Backlog.Removal(event));
        }
    }

    /// Whether nothing waits before what comes now, and the sink takes it.
    private boolean isFree() {
        if (!backlog.isEmpty()) {
            resume();
        }
        return backlog.isEmpty() && sink.isReady();
    }

    private void keep(Backlog.Item item) {
        if (config.slowListener() == SlowListener.DISCONNECT && backlog.isFull()) {
            disconnect();
        } else if (backlog.add(item)) {
            countDropped(1);
            if (!dropping) {
                dropping = true;
                LOGGER.log(
                        WARNING,
                        sink + ": does not keep up with its events, of which " + backlog.length()
                                + " wait; dropping by the policy " + config.slowListener());
            }
        }
    }

    private void disconnect() {
        String why = "does not keep up with its events, of which " + backlog.length() + " wait";
        LOGGER.log(WARNING, "{0}: {1}: disconnected", sink, why);
        countDropped(backlog.length() + 1);
        close();
        guarded(() -> sink.disconnect(why));
    }

    private void countDropped(int count) {
        dropped.addAndGet(count);
        hub.countDropped(count);
    }

    /// One sink that fails must not keep the others from being told.
    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException failure) {
            failed(failure);
        }
    }

    private void failed(RuntimeException failure) {
        LOGGER.log(ERROR, sink + ": could not be told of an event", failure);
    }

    @Override
    public String toString() {
        return sink.toString();
    }
}
