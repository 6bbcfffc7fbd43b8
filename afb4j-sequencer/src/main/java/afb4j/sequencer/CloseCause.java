package afb4j.sequencer;

import afb4j.sequencer.retry.RetryAfter;
import java.time.Duration;

/// Why a connection that was usable is gone.
public sealed interface CloseCause {

    /// The peer closed it.
    ///
    /// @param text what it said, for logs; may be empty
    /// @param retryAfter how long it wants us to stay away, as with a websocket closed with 1013; zero for no wish
    record Peer(String text, Duration retryAfter) implements CloseCause, RetryAfter {

        /// Closed without a wish.
        public Peer(String text) {
            this(text, Duration.ZERO);
        }
    }

    /// We closed it.
    record Local() implements CloseCause {}

    /// We hung up: the peer gave no sign of life for `silence`.
    record Validity(Duration silence) implements CloseCause {}

    /// It broke.
    record Broken(Throwable cause) implements CloseCause {}
}
