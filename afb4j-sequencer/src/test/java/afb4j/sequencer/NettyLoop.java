package afb4j.sequencer;

import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// A [Loop] on one event loop of Netty.
///
/// The next turn must lie behind a look at the sockets. A task that resubmits itself with `execute` does not give
/// that: the loop drains tasks for up to a second first (J-03). A task run after the iteration that then submits
/// the turn does, at about 1.7 microseconds. That method is marked unstable in Netty and missing on some loops, so
/// it is used only here, with a timer of no delay in its place.
///
/// Thread-safe.
public final class NettyLoop implements Loop {

    private final EventLoop eventLoop;

    /// An adapter of `eventLoop`; any number of adapters of one loop are the same loop.
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
        eventLoop.execute(task);
    }

    @Override
    public void nextTurn(Runnable task) {
        if (eventLoop instanceof SingleThreadEventLoop single) {
            single.executeAfterEventLoopIteration(() -> single.execute(task));
        } else {
            Future<?> _ = eventLoop.schedule(task, 0, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public long nanoTime() {
        return eventLoop.ticker().nanoTime();
    }

    @Override
    public Alarm at(long deadlineNanos, Runnable task) {
        long delayNanos = Math.max(0, deadlineNanos - nanoTime());
        Future<?> scheduled = eventLoop.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
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
