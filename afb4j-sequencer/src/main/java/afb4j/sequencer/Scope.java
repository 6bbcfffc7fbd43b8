package afb4j.sequencer;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// What a [Script] does with its sequencer. For the script's thread only. Methods that wait throw
/// [java.util.concurrent.CancellationException] when the sequencer is closed.
///
/// A wait for one thing may pass over other signals. They are kept, in order, for later waits, unless
/// [#otherwise(Consumer)] takes them; no more are kept than the mailbox has room for.
public interface Scope<E> {

    /// The sequencer, for offers, timers, steps and connections; what it delivers comes through this scope.
    Sequencer<?, E> sequencer();

    /// Waits for the next signal of any kind.
    ///
    /// @throws TimeoutException when a limit of [#within(Duration, Callable)] comes first
    Signal<E> next() throws TimeoutException;

    /// Waits for the next signal of any kind.
    ///
    /// @throws TimeoutException when none came within `limit`
    Signal<E> next(Duration limit) throws TimeoutException;

    /// Waits for a message of this type.
    ///
    /// @throws TimeoutException when none came within `limit`
    <M extends E> M await(Class<M> type, Duration limit) throws TimeoutException;

    /// From now on gives what a wait passes over to `taker`, in this thread.
    void otherwise(Consumer<Signal<E>> taker);

    /// Waits.
    ///
    /// @throws TimeoutException when a limit of [#within(Duration, Callable)] comes first
    void sleep(Duration time) throws TimeoutException;

    /// Runs `part` with a limit on all its waits together.
    ///
    /// @throws TimeoutException when a wait of `part` ran into the limit
    /// @throws Exception what `part` throws
    <R> R within(Duration limit, Callable<R> part) throws Exception;

    /// Runs `task` on the loop and waits for it.
    ///
    /// @throws Exception what `task` throws
    <R> R onLoop(Callable<R> task) throws Exception;

    /// Connects.
    ///
    /// @throws Exception the failure of the attempt
    <C> ScriptConnection<C> connect(Connector<C> connector, Duration limit) throws Exception;

    /// Connects, trying again as the spec's retry policy says.
    ///
    /// @param limit the limit of each attempt
    /// @throws Exception the failure of the last attempt, when the policy gives up
    <C> ScriptConnection<C> connectRetrying(Connector<C> connector, Duration limit) throws Exception;
}
