package afb4j.sequencer;

import java.time.Duration;
import java.util.Optional;

/// One attempt to connect, and the life of the connection after it: what a [Connector] tells the sequencer.
///
/// Tell exactly one outcome, [#opened(Object)] or [#failed(Throwable)], and after `opened` one
/// [#closed(CloseCause)]. More than that is ignored. Methods may be called from any thread; what is told on the
/// sequencer's loop is known at once.
public interface Attempt<C> {

    /// The number of the connection, for logs.
    long id();

    /// The loop of the sequencer, where the connection best lives too.
    Loop loop();

    /// How long the attempt may take; zero for no limit. The sequencer enforces it in any case.
    Duration timeout();

    /// What the user attached in the options of the connect call.
    Optional<Object> attachment();

    /// Says how to give the attempt up and how to close the connection. To be told early; may be told again, for
    /// another way. `closer` runs on the loop, perhaps more than once, and must end in a report of
    /// [#failed(Throwable)] or [#closed(CloseCause)]. If the sequencer has given up already, it runs soon.
    void onClose(Runnable closer);

    /// The connection is usable.
    ///
    /// @return false when the sequencer no longer wants it: it is closed through the closer, or, if the sequencer
    ///     only let go of it, it is the connector's to close or keep
    boolean opened(C connection);

    /// The attempt failed.
    void failed(Throwable cause);

    /// The connection is gone.
    void closed(CloseCause cause);
}
