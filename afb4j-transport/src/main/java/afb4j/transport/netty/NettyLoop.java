package afb4j.transport.netty;

import afb4j.sequencer.Loop;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// An event loop of Netty as the [Loop] that the rest of the house knows.
@SuppressWarnings("FutureReturnValueIgnored") // tasks of loops report their own failures
final class NettyLoop implements Loop {

    private final EventLoop eventLoop;

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
        eventLoop.execute(task);
    }

    /// Netty drains tasks for a long time before it looks at sockets again: only a task given after an
    /// iteration of the loop is sure to come after the next look (J-03).
    @Override
    public void nextTurn(Runnable task) {
        if (eventLoop instanceof SingleThreadEventLoop loop) {
            loop.executeAfterEventLoopIteration(() -> loop.execute(task));
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
        long delay = Math.max(0, deadlineNanos - nanoTime());
        Future<?> scheduled = eventLoop.schedule(task, delay, TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }
}
