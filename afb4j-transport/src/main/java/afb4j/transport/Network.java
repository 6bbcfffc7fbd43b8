package afb4j.transport;

import afb4j.sequencer.Loop;
import afb4j.sequencer.SequencerRuntime;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// The sockets of a process and the event loops that drive them. Creator closes. Thread-safe.
public interface Network extends AutoCloseable {

    TransportConfig config();

    /// The sequencers on these loops; closed with the network.
    SequencerRuntime sequencers();

    /// One of the loops, the next in turn: for work that belongs to no connection.
    Loop loop();

    /// Listens at `address`. For each accepted connection `listeners` makes what hears of its messages, on
    /// the loop of the connection. A socket file that no server answers at any more is replaced; one of a
    /// live server is never stolen. Blocks until the socket is bound; not to be called on a loop.
    ///
    /// @throws TransportException when it can't; the message is one sentence that says why
    Listener listen(Address address, Function<Connection, ConnectionListener> listeners);

    /// Connects to `address`, on `loop`, which is one of this network's; `listeners` makes what hears of the
    /// messages, on the loop of the connection, before any comes. An abstract name is tried exactly, then
    /// padded (W-05), which needs native access (`--enable-native-access=afb4j.transport`); a host is tried
    /// at each of its numbers. A unix socket whose server has no room for the moment is tried again until the
    /// connect timeout is over.
    ///
    /// @return completes on the loop with the open connection, or fails with a [TransportException]
    CompletionStage<Connection> connect(Address address, Loop loop, Function<Connection, ConnectionListener> listeners);

    /// Closes everything that is still open, then ends the threads: listeners first; then connections, in
    /// order ([Connection#close()]), and those that are not over within the close timeout are cut off. Every
    /// listener of a connection is told once. Tasks and calls given later still run, on the threads that give
    /// them. Blocks until the threads have ended. Idempotent.
    ///
    /// @throws IllegalStateException when called on one of the loops, which would wait for itself
    @Override
    void close();
}
