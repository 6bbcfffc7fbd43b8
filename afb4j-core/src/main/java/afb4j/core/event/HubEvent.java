package afb4j.core.event;

import afb4j.api.Data;
import afb4j.api.Event;
import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.SubscribeOptions;
import afb4j.api.SubscriptionException;
import afb4j.core.trace.TracePoint;
import afb4j.core.trace.TraceSubject;
import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// An event of an [EventHub]. See there what it promises.
///
/// **States.** Open; closed, from [#close()] on: pushes do nothing and nobody can subscribe, while the loops
/// tell the subscribers; released, when the last one has: the id is free for another event.
@ThreadSafe
public final class HubEvent implements Event {

    private final EventHub hub;
    private final int id;
    private final String name;
    private final Guard guard;
    private final AtomicLong pushes = new AtomicLong();
    private final AtomicInteger subscribers = new AtomicInteger();
    private final AtomicReference<@Nullable Publication> latest = new AtomicReference<>();

    /// Replaced as a whole, under the lock, when the first subscriber of a loop comes.
    private volatile Audience[] audiences = {};

    @GuardedBy("this")
    private boolean closing;

    private volatile boolean open = true;

    HubEvent(EventHub hub, int id, String name, Guard guard) {
        this.hub = hub;
        this.id = id;
        this.name = name;
        this.guard = guard;
    }

    /// A number from 1 to 65 535 that no other event of the hub has at the same time.
    public int id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Guard guard() {
        return guard;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean hasSubscribers() {
        return Arrays.stream(audiences).anyMatch(audience -> !audience.isEmpty());
    }

    @Override
    public int push(Object value) {
        if (!open) {
            return 0;
        }
        hub.countPushed();
        Data data = data(value);
        boolean isTraced = isPushTraced();
        if (isTraced) {
            hub.tracing().tell(TracePoint.EVENT_PUSH_BEFORE, subject(), () -> traced(data));
        }
        Publication push = new Publication(id, name, data, pushes.incrementAndGet());
        latest.accumulateAndGet(push, HubEvent::later);
        for (Audience audience : audiences) {
            audience.push(push);
        }
        int count = subscribers.get();
        if (isTraced) {
            hub.tracing()
                    .tell(
                            TracePoint.EVENT_PUSH_AFTER,
                            subject(),
                            () -> Json.object()
                                    .put("data", Json.array(data.toJson()))
                                    .put("result", count)
                                    .build());
        }
        return count;
    }

    private boolean isPushTraced() {
        return hub.tracing().isTraced(TracePoint.EVENT_PUSH_BEFORE)
                || hub.tracing().isTraced(TracePoint.EVENT_PUSH_AFTER);
    }

    static Json traced(Data data) {
        return Json.object().put("data", Json.array(data.toJson())).build();
    }

    TraceSubject subject() {
        return new TraceSubject.OfEvent(id, name);
    }

    @Override
    public void broadcast(Object value) {
        if (open) {
            hub.broadcast(name, data(value));
        }
    }

    private static Data data(Object value) {
        return value instanceof Data data ? data : Json.of(value);
    }

    private static @Nullable Publication later(@Nullable Publication one, @Nullable Publication other) {
        return one == null || (other != null && other.number() > one.number()) ? other : one;
    }

    /// What was pushed last.
    @Nullable
    Publication latest() {
        return latest.get();
    }

    void countSubscriber(int change) {
        subscribers.addAndGet(change);
    }

    /// Subscribes, or replaces the options of the subscription. On the loop of the subscriber; the other side
    /// is to be told in the same task, before or after this: no push comes in between.
    ///
    /// @return whether there was no subscription before
    /// @throws SubscriptionException when the event or the subscriber is closed, or the subscriber at its
    ///     limit
    public boolean subscribe(Subscriber subscriber, SubscribeOptions options) {
        return subscriber.subscribe(this, audienceOf(subscriber.lane()), options);
    }

    /// As `task` on the loop of the subscriber will [subscribe][#subscribe], sees to it that pushes made
    /// after this call find their way, though the subscription is not there yet. Any thread; gives `task` to
    /// the loop.
    ///
    /// @throws SubscriptionException when the event is closed: `task` will not run
    public void expectSubscription(Subscriber subscriber, Runnable task) {
        Audience audience = audienceOf(subscriber.lane());
        audience.expectOneMore();
        subscriber.lane().loop().execute(() -> {
            try {
                task.run();
            } finally {
                audience.expectOneLess();
            }
        });
    }

    /// Ends a subscription: nothing is pushed to the subscriber any more, not even what was pushed before and
    /// is still on its way. On the loop of the subscriber.
    ///
    /// @return whether there was one
    public boolean unsubscribe(Subscriber subscriber) {
        return subscriber.unsubscribe(this);
    }

    /// Runs `then` once the loops of its subscribers have carried out what they were given before this, such
    /// as subscriptions and their ends. Any thread; `then` runs on one of these loops, or at once.
    public void settle(Runnable then) {
        Audience[] present = audiences;
        AtomicInteger left = new AtomicInteger(present.length + 1);
        Runnable done = () -> {
            if (left.decrementAndGet() == 0) {
                then.run();
            }
        };
        for (Audience audience : present) {
            audience.lane().deliverSurely(done);
        }
        done.run();
    }

    private Audience audienceOf(Lane lane) {
        for (Audience audience : audiences) {
            if (audience.lane().equals(lane) && open) {
                return audience;
            }
        }
        return newAudienceOf(lane);
    }

    private synchronized Audience newAudienceOf(Lane lane) {
        if (closing) {
            throw new SubscriptionException("the event " + name + " is closed");
        }
        for (Audience audience : audiences) {
            if (audience.lane().equals(lane)) {
                return audience;
            }
        }
        Audience audience = new Audience(lane);
        Audience[] more = Arrays.copyOf(audiences, audiences.length + 1);
        more[audiences.length] = audience;
        audiences = more;
        return audience;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
            open = false;
        }
        Audience[] told = audiences; // none is added any more
        AtomicInteger left = new AtomicInteger(told.length + 1);
        Runnable done = () -> {
            if (left.decrementAndGet() == 0) {
                hub.release(this);
            }
        };
        for (Audience audience : told) {
            audience.remove(done);
        }
        done.run();
        hub.tracing().tell(TracePoint.EVENT_UNREF, subject());
    }

    @Override
    public String toString() {
        return "event " + id + " " + name;
    }
}
