package afb4j.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/// A TCP port whose server is made of bytes.
final class RawServer implements AutoCloseable {

    private final ServerSocketChannel socket;

    RawServer() {
        this(16);
    }

    RawServer(int backlog) {
        try {
            socket = ServerSocketChannel.open();
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), backlog);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    Address address() {
        return new Address.Tcp("127.0.0.1", socket.socket().getLocalPort());
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
