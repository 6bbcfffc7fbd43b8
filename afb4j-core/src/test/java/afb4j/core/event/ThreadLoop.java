package afb4j.core.event;

import afb4j.sequencer.Loop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A loop with a thread of its own, for races. Without alarms.
final class ThreadLoop implements Loop, AutoCloseable {

    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private volatile Thread thread = Thread.currentThread();

    ThreadLoop() {
        call(() -> thread = Thread.currentThread());
    }

    /// Runs `task` on the loop, after what was given before, and waits for its end.
    void call(Runnable task) {
        CompletableFuture.runAsync(task, executor).join();
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread().equals(thread);
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public void nextTurn(Runnable task) {
        execute(task);
    }

    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public Alarm at(long deadlineNanos, Runnable task) {
        throw new UnsupportedOperationException("a loop without alarms");
    }

    @Override
    public void close() {
        executor.close();
    }
}
