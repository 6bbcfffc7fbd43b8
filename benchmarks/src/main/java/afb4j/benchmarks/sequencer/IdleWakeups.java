package afb4j.benchmarks.sequencer;

import afb4j.sequencer.Sequencer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Prints how often a loop with idle sequencers wakes up, beyond what a loop without any does of itself meanwhile.
final class IdleWakeups {

    private static final int SEQUENCERS = 10_000;
    private static final int SETTLING_MILLIS = 500;
    private static final int WATCHED_MILLIS = 10_000;

    private IdleWakeups() {}

    public static void main(String[] arguments) throws InterruptedException {
        CountedLoop loop = new CountedLoop(LoopKind.EPOLL);
        try (Ground ground = Ground.on(loop);
                CountedLoop empty = new CountedLoop(LoopKind.EPOLL)) {
            empty.loop().execute(() -> {}); // starts its thread
            AtomicReference<Sequencer<?, String>> last = new AtomicReference<>();
            ground.startIdle(SEQUENCERS, each -> last.set(each.sequencer()));
            pause(SETTLING_MILLIS);
            long before = loop.polls();
            long emptyBefore = empty.polls();
            pause(WATCHED_MILLIS);
            long wakeups = loop.polls() - before;
            long emptyWakeups = empty.polls() - emptyBefore;
            last.get().offer("is anybody there?");
            pause(SETTLING_MILLIS);
            if (loop.polls() - before - wakeups <= 1) {
                throw new IllegalStateException("expected the count to move at an offer, it stayed " + loop.polls());
            }
            print(wakeups, emptyWakeups);
        }
    }

    /// Two loops whose clocks tick apart may differ by one tick.
    private static void print(long wakeups, long emptyWakeups) {
        Row.below(
                        Row.text("wakeups for %d idle sequencers, EPOLL", SEQUENCERS),
                        Row.text(
                                "%d in %d s, without any %d",
                                wakeups, TimeUnit.MILLISECONDS.toSeconds(WATCHED_MILLIS), emptyWakeups),
                        (double) wakeups - emptyWakeups,
                        "no more",
                        2)
                .print();
    }

    private static void pause(int millis) throws InterruptedException {
        if (new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("nobody counts this latch down");
        }
    }
}
