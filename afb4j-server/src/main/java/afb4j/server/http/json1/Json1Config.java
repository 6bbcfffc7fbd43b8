package afb4j.server.http.json1;

import afb4j.transport.TransportConfig;
import java.time.Duration;

/// What a [Json1Export] keeps to.
///
/// @param transport limits of messages, of calls in flight and of output, as for connections of binders;
///     `closeTimeout` is how long a client may take to close too
/// @param pingInterval after how long a client is asked whether it is alive, and how long after its answer it
///     is asked again
/// @param pongTimeout how long it may take to answer, or be silent while nothing can be sent to it
public record Json1Config(TransportConfig transport, Duration pingInterval, Duration pongTimeout) {

    /// Refuses times that are not above zero.
    public Json1Config {
        if (!pingInterval.isPositive()) {
            throw new IllegalArgumentException("pingInterval is " + pingInterval + ", expected more than zero");
        }
        if (!pongTimeout.isPositive()) {
            throw new IllegalArgumentException("pongTimeout is " + pongTimeout + ", expected more than zero");
        }
    }
}
