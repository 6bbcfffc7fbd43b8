package afb4j.transport.netty;

import afb4j.transport.Address;
import afb4j.transport.TransportException;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalServerChannel;
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
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Which channel classes of Netty serve an [Address], and how Netty writes that address.
///
/// @param server makes a listening channel
/// @param client makes a connecting channel
/// @param address where
record SocketKind(Supplier<? extends ServerChannel> server, Supplier<? extends Channel> client, SocketAddress address) {

    /// The kinds for `address`, in the order in which a client tries them: one, or one for each number of a
    /// host. Looks names of hosts up, which may block.
    ///
    /// @throws TransportException when `driver` has no such socket, or the host is unknown
    static List<SocketKind> of(Driver driver, Address address) {
        if ((driver == Driver.MEMORY) != address instanceof Address.InMemory) {
            throw new TransportException(
                    driver == Driver.MEMORY
                            ? "cannot use " + address + ": this network is in memory, expected memory:NAME"
                            : "cannot use " + address
                                    + ": this network has sockets, memory: is for networks in memory");
        }
        return switch (address) {
            case Address.Unix(String path) -> List.of(unix(driver, path));
            case Address.Abstract name -> List.of(abstractName(driver, name));
            case Address.Tcp tcp ->
                resolve(tcp).map(place -> tcp(driver, place)).toList();
            case Address.Inherited _ ->
                throw new TransportException("cannot connect to " + address + ": an inherited socket is for servers");
            case Address.InMemory(String name) ->
                List.of(new SocketKind(LocalServerChannel::new, LocalChannel::new, new LocalAddress(name)));
        };
    }

    /// The kind for the file `path`.
    static SocketKind unix(Driver driver, String path) {
        return driver == Driver.EPOLL
                ? new SocketKind(
                        EpollServerDomainSocketChannel::new,
                        EpollDomainSocketChannel::new,
                        new DomainSocketAddress(path))
                : new SocketKind(
                        NioServerDomainSocketChannel::new,
                        NioDomainSocketChannel::new,
                        UnixDomainSocketAddress.of(path));
    }

    private static SocketKind abstractName(Driver driver, Address.Abstract address) {
        if (driver != Driver.EPOLL) {
            throw new TransportException("cannot use " + address + ": abstract sockets need Linux and the native"
                    + " transport of Netty; use unix:PATH or tcp:HOST:PORT");
        }
        return new SocketKind(
                EpollServerDomainSocketChannel::new,
                EpollDomainSocketChannel::new,
                new DomainSocketAddress("\0" + address.name()));
    }

    private static SocketKind tcp(Driver driver, InetSocketAddress address) {
        return driver == Driver.EPOLL
                ? new SocketKind(EpollServerSocketChannel::new, EpollSocketChannel::new, address)
                : new SocketKind(NioServerSocketChannel::new, NioSocketChannel::new, address);
    }

    private static Stream<InetSocketAddress> resolve(Address.Tcp tcp) {
        if (tcp.host().isEmpty()) {
            return Stream.of(new InetSocketAddress(tcp.port()));
        }
        try {
            return Stream.of(InetAddress.getAllByName(tcp.host()))
                    .map(number -> new InetSocketAddress(number, tcp.port()));
        } catch (UnknownHostException cause) {
            throw new TransportException("cannot use " + tcp + ": the host " + tcp.host() + " is unknown", cause);
        }
    }
}
