package afb4j.transport;

import afb4j.protocol.ProtocolLimits;
import java.time.Duration;
import java.util.Map;

/// What a [Network] may use, and the limits of its connections.
///
/// @param ioThreads how many event loops, from 1
/// @param limits lengths of messages and of their fields
/// @param maxInFlight calls pending on one connection, 1 to 4095 (W-37): beyond it a server stops reading, a
///     client refuses
/// @param maxOutboundBytes bytes waiting to be sent on one connection: beyond it a client refuses further
///     calls, and a server answers `can't send message` instead of with the reply
/// @param connectTimeout how long opening a connection may take
/// @param closeTimeout how long a connection that is over waits for the other side to close too, or to take
///     more of what was written; then it is cut off
/// @param paddedAbstractNames whether a server also binds abstract names in the padded form that peers up to
///     2020 use (W-05)
/// @param inheritedSockets descriptors of listening sockets by name (`sd:`)
public record TransportConfig(
        int ioThreads,
        ProtocolLimits limits,
        int maxInFlight,
        long maxOutboundBytes,
        Duration connectTimeout,
        Duration closeTimeout,
        boolean paddedAbstractNames,
        Map<String, Integer> inheritedSockets) {

    /// The protocol's own bound of calls in flight (W-37).
    public static final int MAX_IN_FLIGHT = 4095;

    private static final Duration MAX_TIMEOUT = Duration.ofDays(1);

    /// All defaults: a loop for each processor, 4095 calls in flight, 64 MB outbound, 10 s to connect, 1 s to
    /// close.
    public static final TransportConfig DEFAULT = builder().build();

    /// Refuses what is out of range.
    public TransportConfig {
        if (ioThreads < 1) {
            throw new IllegalArgumentException("ioThreads is " + ioThreads + ", expected 1 or more");
        }
        if (maxInFlight < 1 || maxInFlight > MAX_IN_FLIGHT) {
            throw new IllegalArgumentException("maxInFlight is " + maxInFlight + ", expected 1 to " + MAX_IN_FLIGHT);
        }
        if (maxOutboundBytes < 1) {
            throw new IllegalArgumentException("maxOutboundBytes is " + maxOutboundBytes + ", expected 1 or more");
        }
        if (!connectTimeout.isPositive() || connectTimeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "connectTimeout is " + connectTimeout + ", expected more than zero and up to " + MAX_TIMEOUT);
        }
        if (closeTimeout.isNegative() || closeTimeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "closeTimeout is " + closeTimeout + ", expected zero or more and up to " + MAX_TIMEOUT);
        }
        inheritedSockets = Map.copyOf(inheritedSockets);
    }

    /// A builder at the defaults.
    public static Builder builder() {
        return new Builder();
    }

    /// Sets fields one by one. Not thread-safe.
    public static final class Builder {

        private int ioThreads = Runtime.getRuntime().availableProcessors();
        private ProtocolLimits limits = ProtocolLimits.DEFAULTS;
        private int maxInFlight = MAX_IN_FLIGHT;
        private long maxOutboundBytes = 64L << 20;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration closeTimeout = Duration.ofSeconds(1);
        private boolean paddedAbstractNames;
        private Map<String, Integer> inheritedSockets = Map.of();

        private Builder() {}

        /// How many event loops.
        public Builder ioThreads(int threads) {
            ioThreads = threads;
            return this;
        }

        /// Lengths of messages and fields.
        public Builder limits(ProtocolLimits protocolLimits) {
            limits = protocolLimits;
            return this;
        }

        /// Calls pending on one connection, 1 to 4095.
        public Builder maxInFlight(int calls) {
            maxInFlight = calls;
            return this;
        }

        /// Bytes waiting to be sent before calls are refused and replies dropped.
        public Builder maxOutboundBytes(long bytes) {
            maxOutboundBytes = bytes;
            return this;
        }

        /// How long opening a connection may take.
        public Builder connectTimeout(Duration timeout) {
            connectTimeout = timeout;
            return this;
        }

        /// How long to wait for the other side to close.
        public Builder closeTimeout(Duration timeout) {
            closeTimeout = timeout;
            return this;
        }

        /// Whether servers bind padded abstract names too.
        public Builder paddedAbstractNames(boolean padded) {
            paddedAbstractNames = padded;
            return this;
        }

        /// Descriptors of inherited listening sockets by name.
        public Builder inheritedSockets(Map<String, Integer> sockets) {
            inheritedSockets = sockets;
            return this;
        }

        /// The configuration.
        ///
        /// @throws IllegalArgumentException when a field is out of range
        public TransportConfig build() {
            return new TransportConfig(
                    ioThreads,
                    limits,
                    maxInFlight,
                    maxOutboundBytes,
                    connectTimeout,
                    closeTimeout,
                    paddedAbstractNames,
                    inheritedSockets);
        }
    }
}
