package afb4j.sequencer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The other side of connections: a listening socket whose accepted sockets the test handles itself.
final class LocalPeer implements AutoCloseable {

    private volatile ServerSocket listening;
    private final InetSocketAddress address;
    private final Consumer<Socket> handler;
    private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();

    LocalPeer() {
        this.handler = accepted::add;
        this.listening = listen();
        this.address = (InetSocketAddress) listening.getLocalSocketAddress();
        Thread.ofVirtual().start(this::accept);
    }

    /// A peer that handles each accepted socket on a thread of its own.
    LocalPeer(Consumer<Socket> handler) {
        this.handler = socket -> Thread.ofVirtual().start(() -> handler.accept(socket));
        this.listening = listen();
        this.address = (InetSocketAddress) listening.getLocalSocketAddress();
        Thread.ofVirtual().start(this::accept);
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /// The next accepted socket.
    Socket next() {
        try {
            Socket socket = accepted.poll(10, TimeUnit.SECONDS);
            if (socket == null) {
                throw new AssertionError("nobody connected");
            }
            return socket;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /// Closes the next accepted socket.
    void closeNext() {
        try {
            next().close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void accept() {
        ServerSocket socket = listening;
        try {
            while (!socket.isClosed()) {
                handler.accept(socket.accept());
            }
        } catch (IOException closed) {
            // the end of the test, or the peer went away
        }
    }

    /// From now on the port refuses.
    void stopListening() {
        try {
            listening.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Listens again on the same port.
    void listenAgain() {
        try {
            ServerSocket again = new ServerSocket();
            again.setReuseAddress(true);
            again.bind(address, 50);
            listening = again;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(this::accept);
    }

    @Override
    public void close() {
        stopListening();
        try {
            for (Socket socket : accepted) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
