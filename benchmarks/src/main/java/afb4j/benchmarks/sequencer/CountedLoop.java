package afb4j.benchmarks.sequencer;

import afb4j.sequencer.Loop;
import afb4j.sequencer.netty.CountingIoHandler;
import afb4j.sequencer.netty.NettyLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// An event loop of Netty that counts its turns. For what production loops cannot tell, and for NIO where epoll is
/// there. Thread-safe.
final class CountedLoop implements AutoCloseable {

    private static final int LAST_TASKS_MILLIS = 2_000;

    private final AtomicLong polls = new AtomicLong();
    private final EventLoopGroup group;
    private final Loop loop;

    CountedLoop(LoopKind kind) {
        IoHandlerFactory sockets = switch (kind) {
            case EPOLL -> EpollIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
        };
        group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("counted", true), CountingIoHandler.counting(sockets, polls));
        loop = new NettyLoop(group.next());
    }

    EventLoopGroup group() {
        return group;
    }

    Loop loop() {
        return loop;
    }

    /// How often the loop has looked at its sockets.
    long polls() {
        return polls.get();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, LAST_TASKS_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
