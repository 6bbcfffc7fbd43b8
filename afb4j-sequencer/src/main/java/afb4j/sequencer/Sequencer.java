package afb4j.sequencer;

import afb4j.sequencer.retry.RetryDecision;
import afb4j.sequencer.retry.RetrySession;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/// A small actor on one event loop that drives an operation of several steps: it receives [Signal]s strictly in
/// order, at most one per turn of the loop, and outlives any one connection.
///
/// Made by [SequencerRuntime#start(SequencerSpec)]. Methods may be called from any thread unless they say
/// otherwise, at any time: a reference to an ended sequencer is harmless.
///
/// @param <S> the type of its state
/// @param <E> the type of its messages
public interface Sequencer<S, E> extends AutoCloseable {

    /// The tag of [Signal.TimedOut] when none was given.
    String TIMEOUT = "timeout";

    /// The name from the spec, for logs.
    String name();

    /// A number unique in the runtime, for logs.
    long id();

    /// The state that the spec supplied. Who reads it outside the handler sees to its thread safety.
    S state();

    /// The runtime this sequencer was started in.
    SequencerRuntime runtime();

    /// The loop it lives on, for life.
    Loop loop();

    /// The time since it was started.
    Duration age();

    /// Queues a message, never blocking.
    ///
    /// @return [Admission#ACCEPTED] when it is queued; otherwise the message remains the caller's
    Admission offer(E body);

    /// Queues a message as soon as there is room, in order with others who wait. No more may wait than the mailbox
    /// has room for.
    ///
    /// @return completed on the loop with ACCEPTED, or with CLOSED when the sequencer ends first, or at once with
    ///     FULL when too many wait; does not throw
    CompletionStage<Admission> offerLater(E body);

    /// Queues a message, parking the calling thread until there is room.
    ///
    /// @return ACCEPTED, or CLOSED when the sequencer ends first
    /// @throws IllegalStateException when called on an event loop of the runtime
    /// @throws InterruptedException when interrupted before the message was accepted
    Admission put(E body) throws InterruptedException;

    /// Arms the timeout of the step, in place of an earlier one; see [Timer#arm(Duration)].
    ///
    /// @throws IllegalArgumentException when `after` is negative
    default void timeout(Duration after) {
        timeout(after, TIMEOUT);
    }

    /// As [#timeout(Duration)], with a tag for the signal.
    void timeout(Duration after, Object tag);

    /// Disarms the timeout; see [Timer#cancel()].
    boolean cancelTimeout();

    /// The further timer of this name, independent of the timeout and of other timers; made at its first use.
    Timer timer(String name);

    /// As [#timer(String)], but not disarmed by a new step.
    Timer timerAcrossSteps(String name);

    /// Makes a connection that reports to this sequencer. Never fails here: the one outcome is a signal of a
    /// later turn. On an ended sequencer the handle is closed and nothing is connected.
    <C> ConnectionHandle<C> connect(Connector<C> connector, ConnectOptions options);

    /// As [#connect(Connector, ConnectOptions)] with the default options.
    default <C> ConnectionHandle<C> connect(Connector<C> connector) {
        return connect(connector, ConnectOptions.DEFAULT);
    }

    /// What is known of a connection now, in particular whether its end is queued but not handled yet.
    ///
    /// @throws IllegalArgumentException when the connection is another sequencer's
    ConnectionState check(ConnectionHandle<?> connection);

    /// Ends the current step and begins the next (J-10): timers armed in it are cancelled, connections made in it
    /// are detached or closed, children started in it are closed, its port is shut, and nothing of all that is seen
    /// any more. What was queued by [#offer(Object)] is not of a step and stays.
    StepPort<E> newStep(Object tag);

    /// The count of failures over the spec's retry policy. On the loop only.
    RetrySession retry();

    /// Carries out a decision: arms the timeout for the next try. On the loop only.
    ///
    /// @return whether there will be a next try
    boolean retryAfter(RetryDecision decision, Object tag);

    /// Starts a sequencer that belongs to this one, on this one's loop unless its spec says otherwise. When the
    /// step or the parent ends, it is closed first; its end is a message to the parent, which needs no room.
    ///
    /// @param onEnd makes that message of the child's state and ending; runs on the child's loop after its last
    ///     signal
    /// @throws IllegalStateException when this sequencer is ending or has ended
    <T, F> Sequencer<T, F> start(SequencerSpec<T, F> child, BiFunction<? super T, ? super Ending, ? extends E> onEnd);

    /// As [#start(SequencerSpec, BiFunction)], but not closed by a new step.
    ///
    /// @throws IllegalStateException when this sequencer is ending or has ended
    <T, F> Sequencer<T, F> startAcrossSteps(
            SequencerSpec<T, F> child, BiFunction<? super T, ? super Ending, ? extends E> onEnd);

    /// Ends the sequencer: at the end of its handler if that is running, else at the end of the loop's current turn
    /// (J-09). Idempotent, does not wait.
    @Override
    void close();

    /// As [#close()], with [Ending.Failed].
    void fail(Throwable cause);

    /// Completed on the loop after [Signal.Destroyed] was handled and the connections to be closed were closed:
    /// with the ending, or exceptionally with the cause of [Ending.Failed].
    CompletionStage<Ending> completion();
}
