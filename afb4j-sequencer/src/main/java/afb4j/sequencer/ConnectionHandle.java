package afb4j.sequencer;

import java.util.Optional;
import java.util.function.Consumer;

/// A sequencer's hold on one connection, `C` being what the connector makes: a channel, a peer. Never reused: a new
/// connection to the same place has a new handle.
///
/// A handle of a dead connection or of an ended sequencer is harmless. Methods may be called from any thread unless
/// they say otherwise.
public interface ConnectionHandle<C> {

    /// A number unique in the runtime, for logs.
    long id();

    /// What the user attached in the options of the connect call.
    Optional<Object> attachment();

    /// What is known of the connection now; see [Sequencer#check(ConnectionHandle)].
    ConnectionState state();

    /// Gives the connection to `use` if it is open, and only then. On the sequencer's loop only.
    ///
    /// @return whether `use` ran
    /// @throws IllegalStateException when called from another thread
    boolean ifOpen(Consumer<? super C> use);

    /// Lets the connection go without closing it: no signal of it is seen from now on, not even a queued one
    ///
    void detach();

    /// Closes the connection, or gives the attempt up, which then fails. Idempotent.
    default void close() {
        close(new CloseCause.Local());
    }

    /// As [#close()], with the cause to be told in the signal.
    void close(CloseCause cause);
}
