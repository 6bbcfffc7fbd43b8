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
/// @param maxSessions sessions that one connection may know, and as many tokens (B-35), 1 to 65535: a server
///     refuses further ones, a client drops the one that was not used for the longest time
/// @param maxEvents events that one connection may know (B-35), 1 to 65535
/// @param maxOutboundBytes bytes waiting to be sent on one connection: beyond it a client refuses further
///     calls, and a server answers `can't send message` instead of with the reply
/// @param maxEventBytes bytes waiting to be sent on one connection beyond which a server's events should
///     wait, from 65536
/// @param wideDescriptionIds whether a server writes descriptions as WSAPI clients of 2019 read them, and
///     nobody else (W-82)
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
        int maxSessions,
        int maxEvents,
        long maxOutboundBytes,
        long maxEventBytes,
        boolean wideDescriptionIds,
        Duration connectTimeout,
        Duration closeTimeout,
        boolean paddedAbstractNames,
        Map<String, Integer> inheritedSockets) {

    /// The protocol's own bound of calls in flight (W-37).
    public static final int MAX_IN_FLIGHT = 4095;

    /// Less cannot be told apart from what the socket takes at once.
    private static final long MIN_EVENT_BYTES = 64 * 1024;

    private static final int MAX_IDS = 0xffff;
    private static final Duration MAX_TIMEOUT = Duration.ofDays(1);

    /// All defaults: a loop for each processor, 4095 calls in flight, sessions, tokens and events, 64 MB
    /// outbound, 1 MB of events, 10 s to connect, 1 s to close.
    public static final TransportConfig DEFAULT = builder().build();

    /// Refuses what is out of range.
    public TransportConfig {
        if (ioThreads < 1) {
            throw new IllegalArgumentException("ioThreads is " + ioThreads + ", expected 1 or more");
        }
        if (maxInFlight < 1 || maxInFlight > MAX_IN_FLIGHT) {
            throw new IllegalArgumentException("maxInFlight is " + maxInFlight + ", expected 1 to " + MAX_IN_FLIGHT);
        }
        requireIds("maxSessions", maxSessions);
        requireIds("maxEvents", maxEvents);
        if (maxOutboundBytes < 1) {
            throw new IllegalArgumentException("maxOutboundBytes is " + maxOutboundBytes + ", expected 1 or more");
        }
        if (maxEventBytes < MIN_EVENT_BYTES) {
            throw new IllegalArgumentException(
                    "maxEventBytes is " + maxEventBytes + ", expected " + MIN_EVENT_BYTES + " or more");
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

    private static void requireIds(String name, int value) {
        if (value < 1 || value > MAX_IDS) {
            throw new IllegalArgumentException(name + " is " + value + ", expected 1 to " + MAX_IDS);
        }
    }

    /// A builder at the values of this.
    public Builder toBuilder() {
        return builder()
                .ioThreads(ioThreads)
                .limits(limits)
                .maxInFlight(maxInFlight)
                .maxSessions(maxSessions)
                .maxEvents(maxEvents)
                .maxOutboundBytes(maxOutboundBytes)
                .maxEventBytes(maxEventBytes)
                .wideDescriptionIds(wideDescriptionIds)
                .connectTimeout(connectTimeout)
                .closeTimeout(closeTimeout)
                .paddedAbstractNames(paddedAbstractNames)
                .inheritedSockets(inheritedSockets);
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
        private int maxSessions = MAX_IN_FLIGHT;
        private int maxEvents = MAX_IN_FLIGHT;
        private long maxOutboundBytes = 64L << 20;
        private long maxEventBytes = 1L << 20;
        private boolean wideDescriptionIds;
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

        /// Sessions that one connection may know, and as many tokens.
        public Builder maxSessions(int sessions) {
            maxSessions = sessions;
            return this;
        }

        /// Events that one connection may know.
        public Builder maxEvents(int events) {
            maxEvents = events;
            return this;
        }

        /// Bytes waiting to be sent beyond which events should wait.
        public Builder maxEventBytes(long bytes) {
            maxEventBytes = bytes;
            return this;
        }

        /// Whether descriptions are for WSAPI clients of 2019.
        public Builder wideDescriptionIds(boolean wide) {
            wideDescriptionIds = wide;
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
                    maxSessions,
                    maxEvents,
                    maxOutboundBytes,
                    maxEventBytes,
                    wideDescriptionIds,
                    connectTimeout,
                    closeTimeout,
                    paddedAbstractNames,
                    inheritedSockets);
        }
    }
}
