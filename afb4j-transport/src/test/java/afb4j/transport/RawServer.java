package afb4j.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;

/// A TCP port, or a unix socket, whose server is made of bytes.
final class RawServer implements AutoCloseable {

    private final ServerSocketChannel socket;
    private final Address address;

    RawServer() {
        this(16);
    }

    RawServer(int backlog) {
        try {
            socket = ServerSocketChannel.open();
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), backlog);
            address = new Address.Tcp("127.0.0.1", socket.socket().getLocalPort());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// At a unix socket with a file.
    RawServer(Address address, int backlog) {
        this.address = address;
        try {
            socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            socket.bind(UnixDomainSocketAddress.of(((Address.Unix) address).path()), backlog);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    Address address() {
        return address;
    }

    RawPeer accept() {
        try {
            return new RawPeer(socket.accept());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
