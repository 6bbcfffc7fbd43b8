package afb4j.sequencer.step;

import afb4j.sequencer.CloseCause;
import java.time.Duration;

/// What a [ManagedConnection] is doing.
///
/// @param <C> what its connector makes
public sealed interface LinkState<C> {

    /// It tries to connect.
    ///
    /// @param attempt the number of the attempt since the last success, from 1
    record Connecting<C>(int attempt) implements LinkState<C> {}

    /// It is connected.
    record Connected<C>(C connection) implements LinkState<C> {}

    /// The connection is gone; what comes next depends on the policy. Never concealed.
    record Lost<C>(C connection, CloseCause cause) implements LinkState<C> {}

    /// It waits before it tries again.
    ///
    /// @param delay how long
    /// @param attempt the number of the attempt that failed
    /// @param cause why it failed
    record Waiting<C>(Duration delay, int attempt, Throwable cause) implements LinkState<C> {}

    /// It has given up, for good: the last state.
    record Exhausted<C>(int attempts, Throwable cause) implements LinkState<C> {}
}
