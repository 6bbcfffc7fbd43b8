package afb4j.client.json1;

import afb4j.protocol.ProtocolLimits;
import afb4j.sequencer.retry.RetryPolicy;
import afb4j.transport.link.LinkConfig.WhileDown;
import java.util.List;

/// How a link is kept.
///
/// @param identity as whom it comes
/// @param limits of messages, in and out
/// @param maxPending calls that may wait for their reply, and as many for a connection
/// @param retry when to try again after a failure or a loss
/// @param whileDown what happens to calls while there is no connection
/// @param firstCalls are made on each connection before all others
record LinkSettings(
        Identity identity,
        ProtocolLimits limits,
        int maxPending,
        RetryPolicy retry,
        WhileDown whileDown,
        List<Json1Call> firstCalls) {

    /// Copies the calls.
    LinkSettings {
        firstCalls = List.copyOf(firstCalls);
    }
}
