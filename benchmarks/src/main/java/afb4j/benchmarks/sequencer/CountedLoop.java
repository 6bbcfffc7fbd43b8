package afb4j.benchmarks.sequencer;

import afb4j.sequencer.Loop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// An event loop of Netty, used as the loops of `afb4j-transport` use theirs, that counts its turns. For what
/// production loops cannot tell, and for NIO where epoll is there. Thread-safe.
final class CountedLoop implements Loop, AutoCloseable {

    private static final int LAST_TASKS_MILLIS = 2_000;

    private final AtomicLong polls = new AtomicLong();
    private final EventLoopGroup group;
    private final SingleThreadEventLoop eventLoop;

    CountedLoop(LoopKind kind) {
        IoHandlerFactory sockets = switch (kind) {
            case EPOLL -> EpollIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
        };
        group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("counted", true), CountingIoHandler.counting(sockets, polls));
        eventLoop = (SingleThreadEventLoop) group.next();
    }

    EventLoopGroup group() {
        return group;
    }

    /// How often the loop has looked at its sockets.
    long polls() {
        return polls.get();
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
        eventLoop.executeAfterEventLoopIteration(() -> execute(task));
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
    public void close() {
        group.shutdownGracefully(0, LAST_TASKS_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
