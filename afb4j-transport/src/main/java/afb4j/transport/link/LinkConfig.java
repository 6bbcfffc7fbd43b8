package afb4j.transport.link;

import afb4j.sequencer.retry.Jitter;
import afb4j.sequencer.retry.RetryPolicy;
import afb4j.transport.Address;
import afb4j.transport.peer.Protocol;
import java.time.Duration;

/// Where a link goes and how it is kept.
///
/// @param name for logs
/// @param address where the server listens
/// @param protocol what it speaks
/// @param opening when connections are opened
/// @param retry when to try again after a failure or a loss; used by eager links
/// @param whileDown what happens to calls while there is no connection; lazy links let the first call wait
///     for its connection in any case
public record LinkConfig(
        String name, Address address, Protocol protocol, Opening opening, RetryPolicy retry, WhileDown whileDown) {

    /// After 0.1, 0.3, 1, 3, then every 10 s, each up to 20 % longer, for ever.
    public static final RetryPolicy DEFAULT_RETRY = RetryPolicy.of(
                    Duration.ofMillis(100),
                    Duration.ofMillis(300),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(10))
            .withJitter(Jitter.additive(20));

    /// When connections are opened.
    public enum Opening {
        /// By the call that needs one (W-99): what callers of the C binders know.
        LAZY,
        /// At once, and again by the retry policy.
        EAGER
    }

    /// What happens to calls while there is no connection.
    public enum WhileDown {
        /// They wait for it, in order, up to the bound of calls in flight; their time limit is their caller's
        /// business.
        WAIT,
        /// They are answered `disconnected` at once.
        FAIL
    }

    /// A link as the C binders have it: opened by the call that needs it.
    public static LinkConfig lazy(String name, Address address) {
        return new LinkConfig(name, address, Protocol.WSAPI, Opening.LAZY, DEFAULT_RETRY, WhileDown.FAIL);
    }

    /// A link that is opened at once and heals by itself.
    public static LinkConfig eager(String name, Address address) {
        return new LinkConfig(name, address, Protocol.WSAPI, Opening.EAGER, DEFAULT_RETRY, WhileDown.WAIT);
    }

    /// The same in another protocol.
    public LinkConfig withProtocol(Protocol other) {
        return new LinkConfig(name, address, other, opening, retry, whileDown);
    }

    /// The same with another policy.
    public LinkConfig withRetry(RetryPolicy other) {
        return new LinkConfig(name, address, protocol, opening, other, whileDown);
    }

    /// The same with another way to treat calls while there is no connection.
    public LinkConfig withWhileDown(WhileDown other) {
        return new LinkConfig(name, address, protocol, opening, retry, other);
    }
}
