package afb4j.sequencer;

import java.time.Duration;

/// What a sequencer's handler receives, one at a time and in order of arrival. `E` is the user's own type of
/// messages, best a sealed one, so that a switch over signals and messages is checked by the compiler.
///
/// Only the runtime makes the signals of life cycle, time and connections; messages come from
/// [Sequencer#offer(Object)] and its kin.
public sealed interface Signal<E> {

    /// The first signal, once, on a turn after [SequencerRuntime#start(SequencerSpec)].
    record Created<E>() implements Signal<E> {}

    /// The last signal, once; the handler's verdict no longer counts. Without a [Created] before it when the
    /// sequencer ended before its first turn.
    ///
    /// @param ending why
    /// @param discarded how many accepted messages were never delivered (J-05)
    record Destroyed<E>(Ending ending, int discarded) implements Signal<E> {}

    /// A timeout or a named timer expired. Nothing else happened: the handler decides.
    ///
    /// @param tag what was given when it was armed
    /// @param after the time it was armed for
    record TimedOut<E>(Object tag, Duration after) implements Signal<E> {}

    /// The heartbeat asked for in the spec; at most one is queued, later ones are counted in it.
    ///
    /// @param count how many intervals passed since the start
    /// @param missed how many of them passed since the last heartbeat was handled, this one not counted
    record Heartbeat<E>(long count, int missed) implements Signal<E> {}

    /// A message of the user's own.
    record Message<E>(E body) implements Signal<E> {}

    /// Something happened to a connection of this sequencer. Per connection: [ConnectFailed] alone, or [Connected]
    /// and later one [ConnectionClosed].
    sealed interface OfConnection<E> extends Signal<E> {

        /// The connection.
        ConnectionHandle<?> connection();
    }

    /// The connection is usable: after TLS, after the upgrade to websocket (J-06).
    record Connected<E>(ConnectionHandle<?> connection) implements OfConnection<E> {}

    /// The connection never became usable.
    record ConnectFailed<E>(ConnectionHandle<?> connection, Throwable cause) implements OfConnection<E> {}

    /// The connection was usable and is gone.
    record ConnectionClosed<E>(ConnectionHandle<?> connection, CloseCause cause) implements OfConnection<E> {}
}
