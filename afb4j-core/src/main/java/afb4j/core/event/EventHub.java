package afb4j.core.event;

import afb4j.api.Data;
import afb4j.api.Guard;
import afb4j.core.trace.TracePoint;
import afb4j.core.trace.TraceSubject;
import afb4j.core.trace.Tracing;
import afb4j.sequencer.Loop;
import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// Who listens to what in one binder: makes events, carries their pushes to the subscribers, and broadcasts
/// to everybody.
///
/// **Shape.** The subscriptions of an event are kept apart by event loop ([Audience]), each part touched by
/// its loop alone: there is no lock, and a push costs one task for each loop that has subscribers, however
/// many they are. The task goes through the list and hands the same [Publication] to each sink; the bytes are
/// made once for each protocol.
///
/// **Promises.**
///
/// - What one thread pushes and broadcasts reaches each listener in that order, and before anything that this
///   thread gives to the listener's loop later, such as a reply. On the loop of the listener a push is
///   carried out before it returns, unless the caller is a sink that is just being told of an event.
/// - After an unsubscription, or the close of a subscriber, was carried out on its loop, it is told nothing
///   more: not what was pushed before and waits for the loop, for an interval, or for a slow sink.
/// - The removal of an event comes after all of its pushes, once, to each subscriber of that moment (W-74).
/// - A broadcast is delivered once by this hub, whichever way and however often it comes, as long as it is
///   remembered (W-78).
/// - Nothing blocks, and every queue has a bound ([EventConfig]). What is dropped is counted in [#dropped()].
///
/// **Does not promise** delivery: a listener that is too slow, or a loop that is, loses events by policy. No
/// order between threads, nor between the listeners of one event. An event pushed by one thread while another
/// subscribes may or may not arrive.
///
/// **States** of a listener: ready, events go straight to its sink; behind, they wait in its backlog until
/// [Subscriber#resume()]; closed. States of an event: see [HubEvent].
///
/// **Attacks considered.**
///
/// - A ring of binders that sends a broadcast round for ever: the uuids of the last broadcasts are
///   remembered, own ones included, and each emission takes one of the 10 hops. A peer that floods the memory
///   with uuids of its own makes old broadcasts pass again, each time with fewer hops: no storm.
/// - A client that subscribes to everything and reads nothing: subscriptions and backlog have bounds.
///   Removals in the backlog count as subscriptions.
/// - A binding that makes and closes events without end: an event counts until all loops have let it go, so
///   the tasks for removals are bounded as the events are. Ids go round, so one that is still on its way over
///   some wire does not soon mean another event.
/// - A sink that fails, or that hangs up while it is told: the failure is logged and the others are told; the
///   lists are not disturbed by changes.
@ThreadSafe
public final class EventHub {

    /// The hops of a broadcast made here; the first wire has one less (W-77).
    public static final int FIRST_HOP = 10;

    private static final int MAX_HOP = 0xFF;

    private final EventConfig config;
    private final BroadcastMemory memory;
    private final Tracing tracing;
    private final LongAdder dropped = new LongAdder();
    private final LongAdder pushed = new LongAdder();

    /// One for each loop that ever had a listener; loops live as long as the binder.
    private final Map<Loop, Lane> lanes = new ConcurrentHashMap<>();

    /// The events that are open, or are being removed, by id, in the order they were made.
    @GuardedBy("events")
    private final Map<Integer, HubEvent> events = new LinkedHashMap<>();

    @GuardedBy("events")
    private int lastId;

    /// A hub without events.
    ///
    /// @param nanoClock nanoseconds since any origin, read by any thread: how long broadcasts are remembered
    public EventHub(EventConfig config, LongSupplier nanoClock) {
        this(config, nanoClock, new Tracing(InstantSource.system()));
    }

    /// As [#EventHub(EventConfig, LongSupplier)], telling `tracing` of what happens to events.
    public EventHub(EventConfig config, LongSupplier nanoClock, Tracing tracing) {
        this.config = config;
        this.tracing = tracing;
        this.memory = new BroadcastMemory(config.rememberedBroadcasts(), config.broadcastMemory(), nanoClock);
    }

    /// Makes an event. Several may have the same name.
    ///
    /// @param wholeName `api/event`
    /// @throws IllegalStateException when there are [EventConfig#maxEvents()] already
    public HubEvent create(String wholeName, Guard guard) {
        HubEvent event = make(wholeName, guard);
        tracing.tell(TracePoint.EVENT_CREATE, event.subject());
        return event;
    }

    private HubEvent make(String wholeName, Guard guard) {
        synchronized (events) {
            if (events.size() >= config.maxEvents()) {
                throw new IllegalStateException(
                        "there are " + events.size() + " events, which is the limit; cannot make " + wholeName);
            }
            do {
                lastId = lastId % EventConfig.MAX_EVENTS + 1;
            } while (events.containsKey(lastId));
            HubEvent event = new HubEvent(this, lastId, wholeName, guard);
            events.put(lastId, event);
            return event;
        }
    }

    /// The open events of an API, in the order they were made.
    public List<HubEvent> events(String api) {
        String prefix = api + "/";
        synchronized (events) {
            return events.values().stream()
                    .filter(event -> event.isOpen() && event.name().startsWith(prefix))
                    .toList();
        }
    }

    void release(HubEvent event) {
        synchronized (events) {
            events.remove(event.id());
        }
    }

    /// Makes a listener, without subscriptions and broadcasts as yet. To be closed on the loop of `sink`.
    public Subscriber subscriber(EventSink sink) {
        Lane lane = lanes.computeIfAbsent(sink.loop(), loop -> new Lane(loop, config.maxWaitingPerLoop(), dropped));
        return new Subscriber(this, lane, sink);
    }

    /// Lets a listener take broadcasts from now on. On its loop.
    public void add(Subscriber subscriber) {
        subscriber.setTakesBroadcasts(true);
    }

    /// Ends what [#add(Subscriber)] began. On its loop.
    public void remove(Subscriber subscriber) {
        subscriber.setTakesBroadcasts(false);
    }

    /// Tells everybody (W-77). Any thread.
    ///
    /// @param name of the event, free text (W-79)
    public void broadcast(String name, Data data) {
        rebroadcast(name, data, UUID.randomUUID(), FIRST_HOP);
    }

    /// Tells everybody of a broadcast that came from another binder, unless it came before (W-78). Any
    /// thread.
    ///
    /// @param hop as it came: 0 reaches only the handlers of this binder
    /// @return whether it was told
    /// @throws IllegalArgumentException when `hop` has more than 8 bits
    public boolean rebroadcast(String name, Data data, UUID uuid, int hop) {
        if (hop < 0 || hop > MAX_HOP) {
            throw new IllegalArgumentException("hop of the broadcast " + name + " is " + hop + ", expected 0 to 255");
        }
        if (!memory.isNew(uuid)) {
            return false;
        }
        pushed.increment();
        TraceSubject subject = new TraceSubject.OfEvent(0, name);
        tracing.tell(TracePoint.EVENT_BROADCAST_BEFORE, subject, () -> HubEvent.traced(data));
        Publication broadcast = new Publication(0, name, data, 0);
        for (Lane lane : lanes.values()) {
            lane.broadcast(broadcast, uuid, hop);
        }
        tracing.tell(TracePoint.EVENT_BROADCAST_AFTER, subject);
        return true;
    }

    /// How many pushes and broadcasts there were so far, those that reached nobody included.
    public long pushed() {
        return pushed.sum();
    }

    /// How many pushes and broadcasts were given to listeners so far: one for each of them.
    public long delivered() {
        return lanes.values().stream().mapToLong(Lane::delivered).sum();
    }

    /// How many pushes and broadcasts were dropped so far: one for each listener that was too slow, and one
    /// for each push that a loop had no room for.
    public long dropped() {
        return dropped.sum();
    }

    /// How many events there are, those included that are being removed.
    public int eventCount() {
        synchronized (events) {
            return events.size();
        }
    }

    EventConfig config() {
        return config;
    }

    Tracing tracing() {
        return tracing;
    }

    void countPushed() {
        pushed.increment();
    }

    void countDropped(int count) {
        dropped.add(count);
    }
}
