package afb4j.transport.netty;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.nio.NioIoHandler;

/// What drives the event loops of a network, and so which sockets it has.
enum Driver {
    /// All sockets; Linux only.
    EPOLL,
    /// Unix sockets with a file, and TCP.
    NIO,
    /// No sockets, only places inside this process.
    MEMORY;

    /// Epoll where it works.
    static Driver best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    IoHandlerFactory ioHandler() {
        return switch (this) {
            case EPOLL -> EpollIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
            case MEMORY -> LocalIoHandler.newFactory();
        };
    }
}
