package afb4j.cli.client;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// What happened and was not yet looked at, in order. Bounded: one reply for each pending call, one piece of
/// input, and the two ends.
@ThreadSafe
final class Inbox {

    private static final int OTHERS = 3;

    private final BlockingQueue<Happening> queue;
    private final Semaphore roomForInput = new Semaphore(1);

    Inbox(int maxPending) {
        queue = new ArrayBlockingQueue<>(maxPending + OTHERS);
    }

    /// Adds what happened. Never blocks.
    void add(Happening happening) {
        queue.add(happening);
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
        return queue.poll();
    }

    /// The next; blocks until there is one.
    Happening take() throws InterruptedException {
        return queue.take();
    }
}
