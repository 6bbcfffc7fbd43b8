package afb4j.sequencer.testkit;

import afb4j.sequencer.ConfinedTo;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Plays threads against a [VirtualLoop] in an order drawn from a seed: each step is an action of one of the
/// threads, a turn of the loop, or a little time. Actions also fall between the tasks of a turn, and inside a
/// handler where that calls [#maybe()]. The same seed gives the same run.
///
/// It finds what depends on order. What depends on memory visibility needs real threads.
///
/// Confined to the thread of the test.
@ConfinedTo("thread of the test")
public final class Interleaving {

    private static final int CHANCE_BETWEEN_TASKS = 3;

    private final VirtualLoop loop;
    private final SplittableRandom random;
    private final List<ArrayDeque<Runnable>> threads = new ArrayList<>();
    private boolean acting;

    /// An interleaving without threads.
    public Interleaving(VirtualLoop loop, long seed) {
        this.loop = loop;
        this.random = new SplittableRandom(seed);
    }

    /// Adds a thread that does `actions`, one after the other.
    public Interleaving thread(List<? extends Runnable> actions) {
        threads.add(new ArrayDeque<>(actions));
        return this;
    }

    /// A number below `bound`, for choices of the test itself.
    public int choose(int bound) {
        return random.nextInt(bound);
    }

    /// Perhaps lets a thread act now, as if another thread did it. For the inside of handlers.
    public void maybe() {
        if (!acting && random.nextInt(CHANCE_BETWEEN_TASKS) == 0) {
            loop.outside(this::act);
        }
    }

    /// Plays until every thread has done its actions, then lets the loop run until idle.
    public void run() {
        loop.beforeEachTask(this::maybe);
        while (!threads.isEmpty()) {
            switch (random.nextInt(4)) {
                case 0 -> loop.turn();
                case 1 -> loop.advance(Duration.ofMillis(random.nextInt(20)));
                default -> act();
            }
        }
        loop.beforeEachTask(() -> {});
        loop.runUntilIdle();
    }

    private void act() {
        if (threads.isEmpty()) {
            return;
        }
        ArrayDeque<Runnable> thread = threads.get(random.nextInt(threads.size()));
        Runnable action = thread.poll();
        threads.removeIf(ArrayDeque::isEmpty);
        if (action != null) {
            acting = true;
            try {
                action.run();
            } finally {
                acting = false;
            }
        }
    }
}
