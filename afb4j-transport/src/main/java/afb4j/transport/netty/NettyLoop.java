package afb4j.transport.netty;

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

/// An event loop of Netty as the [Loop] that the rest of the house knows.
///
/// Tasks given after the loop has ended run nevertheless, still one at a time and in order, on the threads
/// that give them: a call made on a closed connection gets its answer, and a verb that ends late finds
/// nothing broken. Alarms do not ring any more then.
@SuppressWarnings("FutureReturnValueIgnored") // tasks of loops report their own failures
final class NettyLoop implements Loop {

    private static final System.Logger LOGGER = System.getLogger(NettyLoop.class.getName());

    private static final int LAST_TASK_SECONDS = 1;

    private final EventLoop eventLoop;

    /// Tasks given after the end; bounded by the threads that give them, each of which helps to run them.
    private final Queue<Runnable> late = new ConcurrentLinkedQueue<>();

    private final AtomicInteger lateTasks = new AtomicInteger();

    NettyLoop(EventLoop eventLoop) {
        this.eventLoop = eventLoop;
    }

    EventLoop eventLoop() {
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

    /// Netty drains tasks for a long time before it looks at sockets again: only a task given after an
    /// iteration of the loop is sure to come after the next look (J-03).
    @Override
    public void nextTurn(Runnable task) {
        if (eventLoop instanceof SingleThreadEventLoop loop && !loop.isShuttingDown()) {
            loop.executeAfterEventLoopIteration(() -> execute(task));
        } else {
            execute(task);
        }
    }

    @Override
    public long nanoTime() {
        return eventLoop.ticker().nanoTime();
    }

    @Override
    public Alarm at(long deadlineNanos, Runnable task) {
        long delay = Math.max(0, deadlineNanos - nanoTime());
        try {
            Future<?> scheduled = eventLoop.schedule(task, delay, TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException _) { // the loop has ended
            return () -> {};
        }
    }
}
