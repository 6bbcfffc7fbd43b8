package afb4j.sequencer.netty;

import static java.lang.System.Logger.Level.ERROR;

import afb4j.sequencer.Loop;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.Future;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A [Loop] on one event loop of Netty.
///
/// The next turn must lie behind a look at the sockets. A task that gives itself to the loop again with `execute`
/// does not get that: Netty runs its tasks for up to a second first (J-03). A task run after the iteration that
/// then gives the turn does, at about 1.7 microseconds. That method of Netty is marked as unstable and missing on
/// some loops, so it is used only here, with a timer of no delay in its place.
///
/// Tasks given after the event loop has ended run nevertheless, still one at a time and in order, on the threads
/// that give them: a call made on a closed connection gets its answer, and what ends late finds nothing broken.
/// Alarms do not ring any more then.
///
/// Adapters of one event loop are equal, and are the same loop to a runtime. Only after the end of the event loop
/// each of them keeps an order of its own, so one for each event loop is best.
///
/// Thread-safe.
@SuppressWarnings("FutureReturnValueIgnored") // tasks of loops report their own failures
public final class NettyLoop implements Loop {

    private static final System.Logger LOGGER = System.getLogger(NettyLoop.class.getName());

    private static final int LAST_TASK_SECONDS = 1;

    private final EventLoop eventLoop;

    /// Tasks given after the end; bounded by the threads that give them, each of which helps to run them.
    private final Queue<Runnable> late = new ConcurrentLinkedQueue<>();

    private final AtomicInteger lateTasks = new AtomicInteger();

    /// An adapter of `eventLoop`, which stays its owner's to end.
    public NettyLoop(EventLoop eventLoop) {
        this.eventLoop = eventLoop;
    }

    /// The loop behind it.
    public EventLoop eventLoop() {
        return eventLoop;
    }

    @Override
    public boolean inLoop() {
        return eventLoop.inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        try {
            eventLoop.execute(task);
        } catch (RejectedExecutionException _) { // the loop has ended
            executeLate(task);
        }
    }

    private void executeLate(Runnable task) {
        if (!inLoop()) {
            // its last task may still run; two loops that end must not wait for each other for ever
            eventLoop.terminationFuture().awaitUninterruptibly(LAST_TASK_SECONDS, TimeUnit.SECONDS);
        }
        late.add(task);
        if (lateTasks.getAndIncrement() == 0) {
            do {
                run(late.remove());
            } while (lateTasks.decrementAndGet() > 0);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failure) {
            LOGGER.log(ERROR, "a task failed after the end of its loop", failure);
        }
    }

    @Override
    public void nextTurn(Runnable task) {
        if (eventLoop.isShuttingDown()) {
            execute(task);
        } else if (eventLoop instanceof SingleThreadEventLoop single) {
            single.executeAfterEventLoopIteration(() -> execute(task));
        } else {
            eventLoop.schedule(task, 0, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public long nanoTime() {
        return eventLoop.ticker().nanoTime();
    }

    @Override
    public Alarm at(long deadlineNanos, Runnable task) {
        long delayNanos = Math.max(0, deadlineNanos - nanoTime());
        try {
            Future<?> scheduled = eventLoop.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException _) { // the loop has ended
            return () -> {};
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NettyLoop loop && loop.eventLoop.equals(eventLoop);
    }

    @Override
    public int hashCode() {
        return eventLoop.hashCode();
    }

    @Override
    public String toString() {
        return "loop of " + eventLoop;
    }
}
