package afb4j.core.event;

import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import java.util.UUID;

/// Where the events for one [Subscriber] go: a connection, or the handlers of an API. `toString` says who it
/// is, for logs: `"peer 17"`.
///
/// All methods but [#loop()] are called on the loop. None may block, or call the hub other than by its
/// methods for any thread; an exception is logged, and concerns this sink alone.
@ConfinedTo("loop of the sink")
public interface EventSink {

    /// The loop it lives on, the same one always.
    Loop loop();

    /// Whether it takes events at present. Once it said no, the owner calls [Subscriber#resume()] when it
    /// takes them again.
    boolean isReady();

    /// Whether it is part of this binder: it is told of broadcasts that may not travel further (W-78).
    default boolean isLocal() {
        return false;
    }

    /// An event that was subscribed to was pushed. Called only while ready.
    void push(Publication push);

    /// Somebody has broadcast. Called only while ready.
    ///
    /// @param uuid what the broadcast is known by
    /// @param hop what goes over the wire: the received one less 1 (W-77); for a local sink the received one
    void broadcast(Publication broadcast, UUID uuid, int hop);

    /// An event that was subscribed to has ended, and the subscription with it (W-74). Comes after all of its
    /// pushes, ready or not.
    void removed(HubEvent event);

    /// Events came faster than they were taken, and the policy is [SlowListener#DISCONNECT]: hang up. The
    /// subscriber is closed already.
    void disconnect(String why);
}
