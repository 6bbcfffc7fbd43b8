package afb4j.core.session;

import static afb4j.core.session.TestSessions.CONFIG;
import static afb4j.core.session.TestSessions.HOUR;
import static afb4j.core.session.TestSessions.granted;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Session;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.testkit.NoWarnings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whatever the order of the threads is, the outcome is the same.
@ExtendWith(NoWarnings.class)
final class SessionRacesTest {

    private static final int THREADS = 64;

    private final VirtualLoop loop = new VirtualLoop();

    @Test
    void neverMakesMoreSessionsThanItMay() throws Exception { // S-45, B-26
        SessionTable table = TestSessions.table(CONFIG.withMaxSessions(100), loop);

        List<Integer> made = together(thread -> () -> {
            int granted = 0;
            for (int i = 0; i < 50; i++) {
                granted +=
                        (int) table.acquire(thread + "/" + i).granted().stream().count();
            }
            return granted;
        });

        assertThat(made.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
        assertThat(table.size()).isEqualTo(100);
        assertThat(table.sessions()).hasSize(100);
    }

    @Test
    void makesOneSessionForOneUuid() throws Exception { // S-42, S-60, B-26
        SessionTable table = TestSessions.table(CONFIG.withMaxSessions(1), loop);

        List<SessionGrant> grants = together(_ -> () -> table.acquire("one"));

        assertThat(grants).filteredOn(TestSessions::isNew).hasSize(1);
        assertThat(grants).extracting(TestSessions::granted).containsOnly(granted(grants.getFirst()));
        assertThat(granted(grants.getFirst()).references()).isEqualTo(THREADS);
    }

    @Test
    void closesAnAutocloseSessionWithItsLastReferenceAndNeverHandsOutAClosedOne() throws Exception { // W-54, S-49
        SessionTable table = TestSessions.table(CONFIG, loop);
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        table.observe(new SessionObserver() {
            @Override
            public void onOpened(LiveSession session) {
                begun.incrementAndGet();
            }

            @Override
            public void onClosed(LiveSession session) {
                ended.incrementAndGet();
            }
        });

        List<Integer> closedOnes = together(_ -> () -> {
            int closed = 0;
            for (int i = 0; i < 500; i++) {
                LiveSession session = granted(table.acquireForConnection("shared"));
                closed += session.isOpen() ? 0 : 1;
                session.release();
            }
            return closed;
        });

        assertThat(closedOnes).containsOnly(0);
        assertThat(table.size()).isZero();
        assertThat(ended).hasValue(begun.get());
    }

    @Test
    void releasesEachValueOnce() throws Exception { // S-50, S-53, B-28
        SessionTable table = TestSessions.table(CONFIG, loop);
        LiveSession session = granted(table.acquire("one"));
        AtomicInteger stored = new AtomicInteger();
        AtomicInteger released = new AtomicInteger();

        together(thread -> () -> {
            for (int i = 0; i < 200; i++) {
                Session view = session.view("api " + i % 7);
                stored.incrementAndGet();
                view.value(new Object(), _ -> released.incrementAndGet());
                if (thread == 0 && i == 150) {
                    session.close();
                }
            }
            return null;
        });

        assertThat(released).hasValue(stored.get()).hasValue(THREADS * 200);
    }

    @Test
    void makesOneValueForAllThreads() throws Exception { // S-54
        SessionTable table = TestSessions.table(CONFIG, loop);
        LiveSession session = granted(table.acquire("one"));

        List<Object> values = together(_ -> () -> session.view("a").valueOr(Object.class, Object::new));

        assertThat(values).containsOnly(values.getFirst());
    }

    @Test
    void runsEachHookOnceOrNotAtAllIfItWasTakenBack() throws Exception { // W-52
        SessionTable table = TestSessions.table(CONFIG, loop);
        LiveSession session = granted(table.acquire("one"));
        AtomicInteger ran = new AtomicInteger();

        together(thread -> () -> {
            for (int i = 0; i < 50; i++) {
                session.onClose(() -> {}).close();
                session.onClose(ran::incrementAndGet);
                if (thread == 1 && i == 25) {
                    session.close();
                }
            }
            return null;
        });

        assertThat(ran).hasValue(THREADS * 50);
    }

    @Test
    void countsListenersExactly() throws Exception { // S-55, S-57, B-26
        SessionTable table = TestSessions.table(CONFIG, loop);
        LiveSession session = granted(table.acquire("one"));
        AtomicInteger heard = new AtomicInteger();
        SessionListener shared = (_, _) -> heard.incrementAndGet();

        together(_ -> () -> {
            for (int i = 0; i < 100; i++) {
                session.addListener(shared);
                table.sendToAll("event", Json.NULL);
                session.removeListener(shared);
            }
            return null;
        });

        assertThat(heard).hasPositiveValue();
        assertThat(session.send("event", Json.NULL)).isZero();
    }

    @Test
    void expiresEachSessionOnceWhileItsUuidIsWantedAgain() throws Exception { // S-47, S-60
        SessionTable table = TestSessions.table(CONFIG, loop);
        AtomicInteger ended = new AtomicInteger();
        LiveSession old = granted(table.acquire("one"));
        old.onClose(ended::incrementAndGet);
        loop.pass(HOUR);

        List<SessionGrant> grants = together(thread -> () -> {
            if (thread == 0) {
                loop.runUntilIdle();
            }
            return table.acquire("one");
        });

        assertThat(ended).hasValue(1);
        assertThat(grants).filteredOn(TestSessions::isNew).hasSize(1);
        assertThat(grants).extracting(TestSessions::granted).doesNotContain(old);
        assertThat(table.size()).isOne();
    }

    @Test
    void forgetsSessionsThatComeAndGo() throws Exception { // B-25
        SessionTable table = TestSessions.table(CONFIG, loop);

        for (int round = 0; round < 20; round++) {
            together(_ -> () -> {
                for (int i = 0; i < 50; i++) {
                    granted(table.createForConnection()).release();
                }
                return null;
            });
            loop.runUntilIdle();
        }

        assertThat(table.size()).isZero();
        assertThat(table.waitingForExpiry()).isLessThanOrEqualTo(1024);
    }

    /// Runs one task in each of many virtual threads, which begin at the same time.
    private static <T> List<T> together(IntFunction<Callable<T>> tasks) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Callable<T> task = tasks.apply(thread);
                running.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            for (Future<T> one : running) {
                T result = one.get();
                if (Objects.nonNull(result)) {
                    results.add(result);
                }
            }
        }
        return results;
    }
}
