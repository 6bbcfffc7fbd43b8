package afb4j.sequencer.netty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// The other side of connections: a listening socket whose accepted sockets the test handles itself.
final class LocalPeer implements AutoCloseable {

    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 10_000;
    private static final AtomicInteger NEXT_PORT = new AtomicInteger();

    private volatile ServerSocket listening;
    private volatile Thread acceptor;
    private final InetSocketAddress address;
    private final Consumer<Socket> handler;
    private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();

    LocalPeer() {
        this.handler = accepted::add;
        this.listening = listen();
        this.address = (InetSocketAddress) listening.getLocalSocketAddress();
        acceptor = Thread.ofVirtual().start(this::accept);
    }

    /// A peer that handles each accepted socket on a thread of its own.
    LocalPeer(Consumer<Socket> handler) {
        this.handler = socket -> Thread.ofVirtual().start(() -> handler.accept(socket));
        this.listening = listen();
        this.address = (InetSocketAddress) listening.getLocalSocketAddress();
        acceptor = Thread.ofVirtual().start(this::accept);
    }

    /// Below the ports that the system gives to connecting sockets: a socket that connects to such a port while nobody
    /// listens there may get it for itself, and be connected to itself.
    private static ServerSocket listen() {
        for (int tries = 0; tries < PORTS; tries++) {
            int port = FIRST_PORT + (int) ((ProcessHandle.current().pid() + NEXT_PORT.getAndIncrement()) % PORTS);
            try {
                return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            } catch (BindException _) {
                // taken: the next one may be free
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        throw new IllegalStateException("no free port from " + FIRST_PORT);
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

    /// From now on the port refuses. The socket is closed for good when the thread that accepts has left it.
    void stopListening() {
        try {
            listening.close();
            if (!acceptor.join(Duration.ofSeconds(10))) {
                throw new IllegalStateException("the thread that accepts did not end");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
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
        acceptor = Thread.ofVirtual().start(this::accept);
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
