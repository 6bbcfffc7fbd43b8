package afb4j.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Data;
import afb4j.api.Guard;
import afb4j.api.Int;
import afb4j.api.Json;
import afb4j.api.SubscribeOptions;
import afb4j.api.SubscriptionException;
import afb4j.sequencer.Loop;
import afb4j.testkit.NoWarnings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Producers, subscribers and closers on threads of their own.
@ExtendWith(NoWarnings.class)
final class EventRacesTest {

    private static final int PRODUCERS = 8;
    private static final int PUSHES = 500;
    private static final int STEP = 1_000_000;

    private final EventHub hub = new EventHub(EventConfig.DEFAULT, () -> 0);
    private final List<ThreadLoop> loops =
            IntStream.range(0, 3).mapToObj(_ -> new ThreadLoop()).toList();

    @AfterEach
    void stop() {
        loops.forEach(ThreadLoop::close);
    }

    @Test
    void deliversEachPushOnceAndInTheOrderOfItsThread() { // W-98, B-06
        HubEvent event = hub.create("a/x", Guard.yes());
        List<Counter> counters =
                IntStream.range(0, 30).mapToObj(i -> new Counter(loopOf(i))).toList();
        counters.forEach(counter -> counter.subscribe(event));

        together(PRODUCERS, producer -> {
            for (int i = 1; i <= PUSHES; i++) {
                event.push(Int.of((long) producer * STEP + i));
            }
        });
        settle();

        assertThat(hub.dropped()).isZero();
        assertThat(counters).allSatisfy(counter -> {
            assertThat(counter.pushes).isEqualTo(PRODUCERS * PUSHES);
            assertThat(counter.disorders).isZero();
        });
    }

    @Test
    void losesNoPushOfAThreadThatHasJustSubscribed() { // S-09
        AtomicInteger missed = new AtomicInteger();
        HubEvent event = hub.create("a/x", Guard.yes());

        together(PRODUCERS, producer -> {
            for (int i = 1; i <= 100; i++) {
                Counter counter = new Counter(loopOf(i));
                event.expectSubscription(
                        counter.subscriber, () -> event.subscribe(counter.subscriber, SubscribeOptions.ALL));
                event.push(Int.of((long) producer * STEP + i));
                counter.loop.call(() -> {
                    missed.addAndGet(counter.pushes == 0 ? 1 : 0);
                    counter.subscriber.close();
                });
            }
        });
        settle();

        assertThat(missed).hasValue(0);
        assertThat(event.hasSubscribers()).isFalse();
        assertThat(event.push(0)).isZero();
    }

    @Test
    void deliversNothingAfterTheUnsubscription() { // W-72, S-11
        HubEvent event = hub.create("a/x", Guard.yes());
        AtomicInteger late = new AtomicInteger();

        together(PRODUCERS, producer -> {
            if (producer % 2 == 0) {
                for (int i = 1; i <= PUSHES; i++) {
                    event.push(Int.of((long) producer * STEP + i));
                }
                return;
            }
            for (int i = 0; i < 100; i++) {
                Counter counter = new Counter(loopOf(producer + i));
                counter.subscribe(event);
                boolean closes = i % 2 == 0;
                counter.loop.call(() -> {
                    if (closes) {
                        counter.subscriber.close();
                    } else {
                        event.unsubscribe(counter.subscriber);
                    }
                    counter.over = late;
                });
            }
        });
        settle();

        assertThat(late).hasValue(0);
        assertThat(event.push(0)).isZero();
    }

    @Test
    void tellsEachSubscriberOfTheRemovalOnce() { // W-74, B-06
        for (int round = 0; round < 50; round++) {
            HubEvent event = hub.create("a/x", Guard.yes());
            AtomicInteger subscribed = new AtomicInteger();
            List<Counter> counters = IntStream.range(0, PRODUCERS)
                    .mapToObj(i -> new Counter(loopOf(i)))
                    .toList();

            together(PRODUCERS + 2, who -> {
                if (who >= PRODUCERS) {
                    event.push(Int.of(1));
                    event.close();
                    return;
                }
                Counter counter = counters.get(who);
                counter.loop.call(() -> {
                    try {
                        event.subscribe(counter.subscriber, SubscribeOptions.ALL);
                        subscribed.incrementAndGet();
                    } catch (SubscriptionException tooLate) {
                        assertThat(tooLate).hasMessageContaining("a/x is closed");
                    }
                });
            });
            settle();

            assertThat(counters.stream().mapToInt(counter -> counter.removals).sum())
                    .isEqualTo(subscribed.get());
            assertThat(counters).allMatch(counter -> counter.subscriber.subscriptionCount() == 0);
            assertThat(hub.eventCount()).isZero();
        }
    }

    @Test
    void tellsABroadcastOnceWhicheverWayItComes() { // W-78
        List<Counter> counters =
                IntStream.range(0, 6).mapToObj(i -> new Counter(loopOf(i))).toList();
        counters.forEach(counter -> counter.loop.call(() -> hub.add(counter.subscriber)));

        together(PRODUCERS, _ -> {
            for (int i = 0; i < PUSHES; i++) {
                hub.rebroadcast("x", Json.TRUE, new UUID(7, i), 9);
            }
        });
        settle();

        assertThat(counters).allMatch(counter -> counter.broadcasts == PUSHES);
    }

    private ThreadLoop loopOf(int i) {
        return loops.get(i % loops.size());
    }

    /// Twice: what a loop does may give work to another one.
    private void settle() {
        for (int i = 0; i < 2; i++) {
            loops.forEach(loop -> loop.call(() -> {}));
        }
    }

    private static void together(int count, IntConsumer body) {
        CountDownLatch gate = new CountDownLatch(1);
        List<Throwable> failures = new ArrayList<>();
        List<Thread> threads = IntStream.range(0, count)
                .mapToObj(i -> Thread.startVirtualThread(() -> {
                    try {
                        gate.await();
                        body.accept(i);
                    } catch (Throwable failure) {
                        synchronized (failures) {
                            failures.add(failure);
                        }
                    }
                }))
                .toList();
        gate.countDown();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        }
        assertThat(failures).isEmpty();
    }

    /// A listener that counts, on its loop.
    private final class Counter implements EventSink {
        private final ThreadLoop loop;
        private final Subscriber subscriber;
        private final Map<Long, Long> lastOf = new HashMap<>();
        private volatile int pushes;
        private volatile int disorders;
        private volatile int broadcasts;
        private volatile int removals;
        private volatile AtomicInteger over = new AtomicInteger();

        Counter(ThreadLoop loop) {
            this.loop = loop;
            this.subscriber = hub.subscriber(this);
        }

        void subscribe(HubEvent event) {
            loop.call(() -> event.subscribe(subscriber, SubscribeOptions.ALL));
        }

        @Override
        public Loop loop() {
            return loop;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // written by the loop only
        public void push(Publication push) {
            pushes++;
            over.incrementAndGet();
            Data data = push.data();
            if (data instanceof Int(var _, long value)) {
                Long before = lastOf.put(value / STEP, value);
                disorders += before != null && before >= value ? 1 : 0;
            }
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // written by the loop only
        public void broadcast(Publication broadcast, UUID uuid, int hop) {
            broadcasts++;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // written by the loop only
        public void removed(HubEvent event) {
            removals++;
        }

        @Override
        public void disconnect(String why) {
            throw new AssertionError(why);
        }
    }
}
