package afb4j.testkit.vector;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sockets of the player, on loopback or on a path.
final class Sockets {
    private Sockets() {}

    /// Connects.
    ///
    /// @throws UncheckedIOException when nobody listens there
    static FrameSocket connect(Endpoint endpoint) {
        try {
            return new FrameSocket(SocketChannel.open(endpoint.address()));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot connect to " + endpoint.sockspec(), failure);
        }
    }

    /// Listens on a free port of loopback, or on a path in a new folder.
    ///
    /// @param transport `tcp` or `unix`
    static Listening listen(String transport) {
        try {
            return transport.equals("unix") ? listenOnPath() : listenOnLoopback();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Listening listenOnLoopback() throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return new Listening(channel, channel.getLocalAddress());
    }

    private static Listening listenOnPath() throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(
                Files.createTempDirectory("afb4j-play").resolve(Endpoint.API));
        channel.bind(address);
        return new Listening(channel, address);
    }

    /// A listening socket.
    static final class Listening implements Closeable {
        private final SocketAddress address;
        private ServerSocketChannel channel;

        private Listening(ServerSocketChannel channel, SocketAddress address) {
            this.channel = channel;
            this.address = address;
        }

        Endpoint endpoint() {
            return Endpoint.of(address);
        }

        /// Waits for a connection.
        ///
        /// @throws VectorMismatch when none comes in time
        FrameSocket accept(Duration patience) {
            CompletableFuture<SocketChannel> accepted = new CompletableFuture<>();
            ServerSocketChannel from = channel;
            Thread.ofVirtual().name("testkit-accept").start(() -> {
                try {
                    accepted.complete(from.accept());
                } catch (IOException failure) {
                    accepted.completeExceptionally(failure);
                }
            });
            return new FrameSocket(
                    await(accepted, patience, "a connection to " + endpoint().sockspec()));
        }

        /// Listens no more: who connects is refused.
        void pause() {
            close();
        }

        /// Listens again at the same place; nothing when it does already.
        void resume() {
            if (channel.isOpen()) {
                return;
            }
            try {
                if (address instanceof UnixDomainSocketAddress unix) {
                    Files.createDirectory(unix.getPath().getParent());
                    channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                } else {
                    channel = ServerSocketChannel.open();
                }
                channel.bind(address);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
                if (address instanceof UnixDomainSocketAddress unix) {
                    Path path = unix.getPath();
                    Files.deleteIfExists(path);
                    Files.deleteIfExists(path.getParent());
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /// Waits for a future.
    ///
    /// @throws VectorMismatch when it fails, or is not complete in time
    static <T> T await(CompletableFuture<T> future, Duration patience, String what) {
        try {
            return future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw new VectorMismatch("waited " + patience + " for " + what);
        } catch (ExecutionException failure) {
            throw new VectorMismatch("waited for " + what + ", which failed: " + failure.getCause(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the player was interrupted", interrupted);
        }
    }
}
