package afb4j.core.event;

import static java.lang.System.Logger.Level.WARNING;

import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// The way of events to the listeners of one loop, and those of them that take broadcasts.
///
/// A delivery from another thread is a task of the loop, behind what that thread gave it before, which keeps
/// the order of subscriptions, pushes and replies. One from the loop itself is carried out at once, so that
/// it comes before what the loop writes next; unless a delivery is under way (a listener that publishes in
/// turn) or another one of the loop itself still waits, which it must not overtake.
@ThreadSafe
final class Lane {

    private static final System.Logger LOGGER = System.getLogger(Lane.class.getName());

    private final Loop loop;
    private final int maxWaiting;
    private final LongAdder dropped;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean dropping = new AtomicBoolean();
    private final AtomicInteger takerCount = new AtomicInteger();

    @ConfinedTo("loop")
    private final Members<Subscriber> takers = new Members<>();

    /// What its listeners were given; written by the loop only.
    private final AtomicLong delivered = new AtomicLong();

    @ConfinedTo("loop")
    private boolean delivering;

    /// Deliveries that the loop itself has put off.
    @ConfinedTo("loop")
    private int ownWaiting;

    Lane(Loop loop, int maxWaiting, LongAdder dropped) {
        this.loop = loop;
        this.maxWaiting = maxWaiting;
        this.dropped = dropped;
    }

    Loop loop() {
        return loop;
    }

    /// Carries out `delivery` on the loop, or drops it when too many wait already.
    void deliver(Runnable delivery) {
        if (mayRunHere()) {
            run(delivery);
        } else if (waiting.incrementAndGet() <= maxWaiting) {
            post(() -> {
                waiting.decrementAndGet();
                run(delivery);
            });
        } else {
            waiting.decrementAndGet();
            drop();
        }
    }

    /// As [#deliver(Runnable)], but never drops: for what has a bound of its own.
    void deliverSurely(Runnable delivery) {
        if (mayRunHere()) {
            run(delivery);
        } else {
            post(() -> run(delivery));
        }
    }

    private boolean mayRunHere() {
        return loop.inLoop() && !delivering && ownWaiting == 0;
    }

    private void post(Runnable delivery) {
        if (loop.inLoop()) {
            ownWaiting++;
            loop.execute(() -> {
                ownWaiting--;
                delivery.run();
            });
        } else {
            loop.execute(delivery);
        }
    }

    private void run(Runnable delivery) {
        delivering = true;
        try {
            delivery.run();
        } finally {
            delivering = false;
            if (dropping.get() && waiting.get() <= maxWaiting / 2) {
                dropping.set(false);
            }
        }
    }

    private void drop() {
        dropped.increment();
        if (dropping.compareAndSet(false, true)) {
            LOGGER.log(
                    WARNING,
                    "events are pushed faster than they are carried out, " + maxWaiting + " wait for " + loop
                            + ": further ones are dropped");
        }
    }

    /// A listener was given a push or a broadcast. On the loop.
    void countDelivered() {
        delivered.setOpaque(delivered.getPlain() + 1);
    }

    /// How many pushes and broadcasts its listeners were given. Any thread.
    long delivered() {
        return delivered.getOpaque();
    }

    /// On the loop.
    void addTaker(Subscriber subscriber) {
        if (takers.add(subscriber)) {
            takerCount.incrementAndGet();
        }
    }

    /// On the loop.
    void removeTaker(Subscriber subscriber) {
        if (takers.remove(subscriber)) {
            takerCount.decrementAndGet();
        }
    }

    void broadcast(Publication publication, UUID uuid, int hop) {
        if (takerCount.get() > 0) {
            deliver(() -> {
                for (Subscriber taker : takers.list()) {
                    taker.broadcast(publication, uuid, hop);
                }
            });
        }
    }
}
