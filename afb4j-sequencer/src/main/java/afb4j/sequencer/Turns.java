package afb4j.sequencer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Gives the sequencers of one loop their turns (J-03): one task per turn of the loop visits each sequencer that
/// has something to deliver, in round robin, and lets it deliver one signal.
///
/// A visit that follows another in the same turn of the loop would break "one signal per turn". So once it has run,
/// the task is only ever run again by [Loop#nextTurn(Runnable)], until it finds nothing to do; the price is one
/// empty turn after each burst. An idle loop holds no task and no alarm of ours.
///
/// Sequencers that end are settled after each visit, so that one closed by a sibling's handler sees its last signal
/// in the same turn, after that handler returned, and never nested in it (J-09).
///
/// Thread-safe; visits happen on the loop.
final class Turns {

    private final Loop loop;

    @GuardedBy("this")
    private final ArrayDeque<Life<?, ?>> ready = new ArrayDeque<>();

    @GuardedBy("this")
    private final ArrayDeque<Life<?, ?>> ending = new ArrayDeque<>();

    /// Whether the task is given to the loop, or running.
    @GuardedBy("this")
    private boolean scheduled;

    Turns(Loop loop) {
        this.loop = loop;
    }

    Loop loop() {
        return loop;
    }

    /// Visits `life` in the next turn. The caller sees to it that it is not listed twice.
    void ready(Life<?, ?> life) {
        boolean first;
        synchronized (this) {
            ready.add(life);
            first = !scheduled;
            scheduled = true;
        }
        schedule(first);
    }

    /// Lets `life` settle after the visit that is under way, or as soon as the loop comes to it.
    void ending(Life<?, ?> life) {
        boolean first;
        synchronized (this) {
            ending.add(life);
            first = !scheduled;
            scheduled = true;
        }
        schedule(first);
    }

    private void schedule(boolean first) {
        if (!first) {
            return;
        }
        try {
            loop.execute(this::turn);
        } catch (RuntimeException refused) { // the loop takes no tasks any more
            synchronized (this) {
                scheduled = false;
            }
            throw refused;
        }
    }

    private void turn() {
        boolean visited = false;
        try {
            settle();
            for (int left = readyCount(); left > 0; left--) {
                Life<?, ?> life = nextReady();
                if (life != null) {
                    visited = true;
                    visit(life);
                }
            }
        } finally {
            goOn(visited);
        }
    }

    private void visit(Life<?, ?> life) {
        boolean again = life.visit();
        settle();
        if (again) {
            synchronized (this) {
                ready.add(life);
            }
        }
    }

    private void settle() {
        for (Life<?, ?> life = nextEnding(); life != null; life = nextEnding()) {
            life.settle();
        }
    }

    private void goOn(boolean visited) {
        boolean again;
        synchronized (this) {
            again = visited || !ready.isEmpty() || !ending.isEmpty();
            scheduled = again;
        }
        if (again) {
            loop.nextTurn(this::turn);
        }
    }

    private synchronized int readyCount() {
        return ready.size();
    }

    private synchronized @Nullable Life<?, ?> nextReady() {
        return ready.poll();
    }

    private synchronized @Nullable Life<?, ?> nextEnding() {
        return ending.poll();
    }
}
