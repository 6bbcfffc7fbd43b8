package afb4j.transport.link;

import java.time.Duration;

/// What a [Link] is doing.
public sealed interface LinkState {

    /// There is no connection, and none is being made: the next call opens it.
    record Idle() implements LinkState {}

    /// A connection is being opened.
    record Connecting() implements LinkState {}

    /// Calls go out.
    record Ready() implements LinkState {}

    /// The connection failed or was lost; the next attempt comes after a delay.
    ///
    /// @param delay how long from now
    /// @param attempt which failure in a row this was, from 1
    /// @param cause why
    record Waiting(Duration delay, int attempt, Throwable cause) implements LinkState {}

    /// The policy allows no further attempt; the next call tries again all the same.
    ///
    /// @param attempts how many attempts were made in a row
    /// @param cause why the last one failed
    record Exhausted(int attempts, Throwable cause) implements LinkState {}

    /// Closed by its owner.
    record Closed() implements LinkState {}
}
