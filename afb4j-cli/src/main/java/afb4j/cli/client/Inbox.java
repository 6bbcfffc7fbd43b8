package afb4j.cli.client;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What happened and was not yet looked at, in order. Bounded: one reply for each pending call, one piece of
/// input, the two ends, and events up to a number and a size, beyond which they are dropped and counted.
@ThreadSafe
final class Inbox {

    static final int MAX_EVENTS = 16_384;
    static final long MAX_EVENT_BYTES = 64L << 20;

    private static final int OTHERS = 3;

    private final BlockingQueue<Happening> queue;
    private final Semaphore roomForInput = new Semaphore(1);
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicLong eventBytes = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    Inbox(int maxPending) {
        queue = new ArrayBlockingQueue<>(maxPending + MAX_EVENTS + OTHERS);
    }

    /// Adds what happened. Never blocks.
    void add(Happening happening) {
        queue.add(happening);
    }

    /// Adds what happened to an event, or drops it when too much waits. Never blocks; one thread at a time.
    void addEvent(Happening.Heard event) {
        if (events.get() >= MAX_EVENTS || eventBytes.get() + event.bytes() > MAX_EVENT_BYTES) {
            dropped.incrementAndGet();
            return;
        }
        events.incrementAndGet();
        eventBytes.addAndGet(event.bytes());
        queue.add(event);
    }

    /// How many events were dropped since this was asked last.
    long takeDropped() {
        return dropped.getAndSet(0);
    }

    /// Adds lines of input; blocks until those given before were taken care of.
    void addLines(List<String> lines) throws InterruptedException {
        roomForInput.acquire();
        queue.add(new Happening.Lines(lines));
    }

    /// Adds the end of input; blocks as [#addLines].
    void addEnd(String failure) throws InterruptedException {
        roomForInput.acquire();
        queue.add(new Happening.EndOfInput(failure));
    }

    /// Lets the next piece of input in.
    void inputDone() {
        roomForInput.release();
    }

    /// The next, null if nothing has happened.
    @Nullable
    Happening poll() {
        Happening next = queue.poll();
        makeRoomOf(next);
        return next;
    }

    private void makeRoomOf(@Nullable Happening taken) {
        if (taken instanceof Happening.Heard event) {
            events.decrementAndGet();
            eventBytes.addAndGet(-event.bytes());
        }
    }

    /// The next; blocks until there is one.
    Happening take() throws InterruptedException {
        Happening next = queue.take();
        makeRoomOf(next);
        return next;
    }
}
