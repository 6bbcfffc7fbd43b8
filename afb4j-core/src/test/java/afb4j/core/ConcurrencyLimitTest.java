package afb4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("ThreadPriorityCheck") // Thread.yield provokes more interleavings, nothing relies on it
final class ConcurrencyLimitTest {

    private static final int TASKS = 20_000;
    private static final int STARTERS = 4;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 64})
    void neverRunsMoreThanItsLimitAndLosesNoTask(int running) throws InterruptedException {
        ConcurrencyLimit limit = new ConcurrencyLimit(running, TASKS * STARTERS);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(TASKS * STARTERS);
        Runnable task = () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.yield();
            inside.decrementAndGet();
            limit.leave();
            done.countDown();
        };

        inParallel(() -> {
            for (int i = 0; i < TASKS; i++) {
                assertThat(limit.start(task)).isTrue();
            }
        });

        assertThat(done.await(60, TimeUnit.SECONDS))
                .as("%d tasks lost", done.getCount())
                .isTrue();
        assertThat(most.get()).isBetween(1, running);
    }

    @Test
    void hasAllItsPlacesAgainAfterARace() throws InterruptedException {
        ConcurrencyLimit limit = new ConcurrencyLimit(2, 3);
        CountDownLatch over = new CountDownLatch(TASKS * STARTERS);

        inParallel(() -> {
            for (int i = 0; i < TASKS; i++) {
                boolean started = limit.start(() -> {
                    limit.leave();
                    over.countDown();
                });
                if (!started) {
                    over.countDown();
                }
            }
        });
        assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();

        CountDownLatch gate = new CountDownLatch(1);
        List<Boolean> accepted = IntStream.range(0, 6)
                .mapToObj(i -> limit.start(() -> awaitThenLeave(gate, limit)))
                .toList();
        gate.countDown();
        assertThat(accepted).containsExactly(true, true, true, true, true, false);
    }

    @Test
    void startsWaitingTasksInOrderOfArrival() throws InterruptedException {
        ConcurrencyLimit limit = new ConcurrencyLimit(1, 100);
        List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(100);
        limit.start(() -> awaitThenLeave(gate, limit));

        for (int i = 0; i < 100; i++) {
            int number = i;
            limit.start(() -> {
                ran.add(number);
                limit.leave();
                done.countDown();
            });
        }
        gate.countDown();

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).isEqualTo(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void refusesWhatIsOverItsBound() {
        ConcurrencyLimit limit = new ConcurrencyLimit(1, 0);
        CountDownLatch gate = new CountDownLatch(1);

        assertThat(limit.start(() -> awaitThenLeave(gate, limit))).isTrue();
        assertThat(limit.start(() -> {})).isFalse();
        gate.countDown();
    }

    @Test
    void runsTasksOnVirtualThreads() throws InterruptedException {
        ConcurrencyLimit limit = new ConcurrencyLimit(1, 1);
        List<Boolean> virtual = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(2);
        Runnable task = () -> {
            virtual.add(Thread.currentThread().isVirtual());
            limit.leave();
            done.countDown();
        };

        limit.start(task);
        limit.start(task);

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(virtual).containsExactly(true, true);
    }

    private static void inParallel(Runnable work) throws InterruptedException {
        List<Thread> threads = IntStream.range(0, STARTERS)
                .mapToObj(i -> Thread.ofPlatform().start(work))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void awaitThenLeave(CountDownLatch gate, ConcurrencyLimit limit) {
        try {
            gate.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        limit.leave();
    }
}
