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
/// @param maxConnections websockets that are open at the same time, from 1; further ones are refused
public record Json1Config(TransportConfig transport, Duration pingInterval, Duration pongTimeout, int maxConnections) {

    /// Refuses what is out of range.
    public Json1Config {
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections is " + maxConnections + ", expected 1 or more");
        }
        if (!pingInterval.isPositive()) {
            throw new IllegalArgumentException("pingInterval is " + pingInterval + ", expected more than zero");
        }
        if (!pongTimeout.isPositive()) {
            throw new IllegalArgumentException("pongTimeout is " + pongTimeout + ", expected more than zero");
        }
    }
}
