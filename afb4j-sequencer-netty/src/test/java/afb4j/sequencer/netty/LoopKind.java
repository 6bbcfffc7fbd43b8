package afb4j.sequencer.netty;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;

/// The loops each scenario runs on.
enum LoopKind {
    VIRTUAL,
    NIO,
    EPOLL;

    boolean isReal() {
        return this != VIRTUAL;
    }

    IoHandlerFactory ioHandlers() {
        return switch (this) {
            case NIO -> NioIoHandler.newFactory();
            case EPOLL -> EpollIoHandler.newFactory();
            case VIRTUAL -> throw new IllegalStateException("a virtual loop has no sockets");
        };
    }
}
