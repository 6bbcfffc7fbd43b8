package afb4j.core.event;

import java.time.Duration;

/// Limits of events: each queue of the hub has one (B-35), and a policy.
///
/// Between a producer and its listeners there are two queues. The **lane** of a loop holds what was pushed
/// from other threads and not yet carried out there; beyond `maxWaitingPerLoop` further pushes and broadcasts
/// are dropped for all listeners of that loop, and counted: the producers are faster than the loop. The
/// **backlog** of a listener holds what its connection does not take at present; beyond `queueLength` its
/// policy decides. Both log one WARNING when they begin to drop, and no other before they have recovered.
///
/// @param slowListener what a full backlog does
/// @param queueLength pushes and broadcasts that wait for one slow listener, from 1
/// @param maxEvents events at the same time in the binder, 1 to 65 535
/// @param maxSubscriptions subscriptions of one listener at the same time, from 1
/// @param rememberedBroadcasts how many broadcasts are known by their uuid, from 1 (W-78)
/// @param broadcastMemory how long they are, from 1 ms (W-78)
/// @param maxWaitingPerLoop pushes and broadcasts that wait for one loop, from 1
/// @param handlerQueueLength events that wait for the handlers of one API, from 1; beyond it the oldest is
///     dropped
public record EventConfig(
        SlowListener slowListener,
        int queueLength,
        int maxEvents,
        int maxSubscriptions,
        int rememberedBroadcasts,
        Duration broadcastMemory,
        int maxWaitingPerLoop,
        int handlerQueueLength) {

    /// The protocol's own bound of events: their ids have 16 bits.
    public static final int MAX_EVENTS = 0xFFFF;

    private static final Duration MAX_MEMORY = Duration.ofDays(1);

    /// The oldest is dropped of more than 1 024 that wait; 65 535 events, 4 096 subscriptions, 16 384
    /// broadcasts remembered for 5 minutes, 8 192 waiting for a loop, 1 024 for the handlers of an API.
    public static final EventConfig DEFAULT = builder().build();

    /// Refuses what is out of range.
    public EventConfig {
        requireFrom1("queueLength", queueLength);
        requireFrom1("maxEvents", maxEvents);
        requireFrom1("maxSubscriptions", maxSubscriptions);
        requireFrom1("rememberedBroadcasts", rememberedBroadcasts);
        requireFrom1("maxWaitingPerLoop", maxWaitingPerLoop);
        requireFrom1("handlerQueueLength", handlerQueueLength);
        if (maxEvents > MAX_EVENTS) {
            throw new IllegalArgumentException("maxEvents is " + maxEvents + ", expected 1 to " + MAX_EVENTS);
        }
        if (broadcastMemory.compareTo(Duration.ofMillis(1)) < 0 || broadcastMemory.compareTo(MAX_MEMORY) > 0) {
            throw new IllegalArgumentException(
                    "broadcastMemory is " + broadcastMemory + ", expected 1 ms to " + MAX_MEMORY);
        }
    }

    private static void requireFrom1(String field, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(field + " is " + value + ", expected 1 or more");
        }
    }

    /// A builder at the defaults.
    public static Builder builder() {
        return new Builder();
    }

    /// Sets fields one by one. Not thread-safe.
    public static final class Builder {

        private SlowListener slowListener = SlowListener.DROP_OLDEST;
        private int queueLength = 1024;
        private int maxEvents = MAX_EVENTS;
        private int maxSubscriptions = 4096;
        private int rememberedBroadcasts = 16_384;
        private Duration broadcastMemory = Duration.ofMinutes(5);
        private int maxWaitingPerLoop = 8192;
        private int handlerQueueLength = 1024;

        private Builder() {}

        /// What a full backlog does.
        public Builder slowListener(SlowListener policy) {
            slowListener = policy;
            return this;
        }

        /// How many pushes and broadcasts wait for one slow listener.
        public Builder queueLength(int length) {
            queueLength = length;
            return this;
        }

        /// How many events there are at the same time.
        public Builder maxEvents(int events) {
            maxEvents = events;
            return this;
        }

        /// How many subscriptions one listener has at the same time.
        public Builder maxSubscriptions(int subscriptions) {
            maxSubscriptions = subscriptions;
            return this;
        }

        /// How many broadcasts are remembered.
        public Builder rememberedBroadcasts(int broadcasts) {
            rememberedBroadcasts = broadcasts;
            return this;
        }

        /// How long broadcasts are remembered.
        public Builder broadcastMemory(Duration memory) {
            broadcastMemory = memory;
            return this;
        }

        /// How many pushes and broadcasts wait for one loop.
        public Builder maxWaitingPerLoop(int waiting) {
            maxWaitingPerLoop = waiting;
            return this;
        }

        /// How many events wait for the handlers of one API.
        public Builder handlerQueueLength(int length) {
            handlerQueueLength = length;
            return this;
        }

        /// The configuration.
        ///
        /// @throws IllegalArgumentException when a field is out of range
        public EventConfig build() {
            return new EventConfig(
                    slowListener,
                    queueLength,
                    maxEvents,
                    maxSubscriptions,
                    rememberedBroadcasts,
                    broadcastMemory,
                    maxWaitingPerLoop,
                    handlerQueueLength);
        }
    }
}
