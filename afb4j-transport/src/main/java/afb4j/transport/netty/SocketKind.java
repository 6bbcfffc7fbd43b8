package afb4j.transport.netty;

import afb4j.transport.Address;
import afb4j.transport.TransportException;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.function.Supplier;

/// Which channel classes of Netty serve an [Address] here, and how Netty writes that address.
///
/// @param server makes a listening channel
/// @param client makes a connecting channel
/// @param address where
record SocketKind(Supplier<? extends ServerChannel> server, Supplier<? extends Channel> client, SocketAddress address) {

    private static final int MAX_UNIX_PATH_BYTES = 107;

    /// The driver of event loops: epoll where it works.
    static IoHandlerFactory ioHandler() {
        return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    /// The kind for `address`.
    ///
    /// @throws TransportException when this system has no such socket, or the host is unknown
    static SocketKind of(Address address) {
        return switch (address) {
            case Address.Unix(String path) -> unix(path);
            case Address.Abstract(String name) -> abstractName(address, "\0" + name);
            case Address.Tcp tcp -> tcp(tcp);
            case Address.Inherited _ ->
                throw new TransportException("cannot connect to " + address + ": an inherited socket is for servers");
            case Address.InMemory(String name) ->
                new SocketKind(LocalServerChannel::new, LocalChannel::new, new LocalAddress(name));
        };
    }

    /// The kind for an abstract name padded with NULs to the whole length, as peers up to 2020 write it
    /// (W-05).
    static SocketKind padded(Address.Abstract address) {
        return abstractName(
                address,
                "\0" + address.name()
                        + "\0".repeat(MAX_UNIX_PATH_BYTES - address.name().length()));
    }

    private static SocketKind unix(String path) {
        return Epoll.isAvailable()
                ? new SocketKind(
                        EpollServerDomainSocketChannel::new,
                        EpollDomainSocketChannel::new,
                        new DomainSocketAddress(path))
                : new SocketKind(
                        NioServerDomainSocketChannel::new,
                        NioDomainSocketChannel::new,
                        UnixDomainSocketAddress.of(path));
    }

    private static SocketKind abstractName(Address address, String path) {
        if (!Epoll.isAvailable()) {
            throw new TransportException(
                    "cannot use " + address + ": abstract sockets need Linux and its native transport ("
                            + Epoll.unavailabilityCause().getMessage() + "); use unix:PATH or tcp:HOST:PORT");
        }
        return new SocketKind(
                EpollServerDomainSocketChannel::new, EpollDomainSocketChannel::new, new DomainSocketAddress(path));
    }

    private static SocketKind tcp(Address.Tcp tcp) {
        InetSocketAddress address = resolve(tcp);
        return Epoll.isAvailable()
                ? new SocketKind(EpollServerSocketChannel::new, EpollSocketChannel::new, address)
                : new SocketKind(NioServerSocketChannel::new, NioSocketChannel::new, address);
    }

    private static InetSocketAddress resolve(Address.Tcp tcp) {
        if (tcp.host().isEmpty()) {
            return new InetSocketAddress(tcp.port());
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(tcp.host()), tcp.port());
        } catch (UnknownHostException cause) {
            throw new TransportException("cannot use " + tcp + ": the host " + tcp.host() + " is unknown", cause);
        }
    }
}
