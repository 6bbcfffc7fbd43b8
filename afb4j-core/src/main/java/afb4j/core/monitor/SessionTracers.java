package afb4j.core.monitor;

import afb4j.api.Event;
import afb4j.core.trace.Tracing;
import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The tracers that were asked for in one session, and their events. They end with the session.
@ThreadSafe
@SuppressWarnings("Immutable")
final class SessionTracers {

    /// How many tracers a session may have.
    static final int MAX_TRACERS = 64;

    private final Tracing tracing;
    private final Function<String, Event> maker;

    @GuardedBy("this")
    private final List<EventTracer> tracers = new ArrayList<>();

    @GuardedBy("this")
    private final Map<String, Event> events = new HashMap<>();

    @GuardedBy("this")
    private boolean isClosed;

    /// @param maker makes an event of a name
    SessionTracers(Tracing tracing, Function<String, Event> maker) {
        this.tracing = tracing;
        this.maker = maker;
    }

    /// The event of that name, if there is a tracer for it.
    synchronized Optional<Event> event(String name) {
        return Optional.ofNullable(events.get(name));
    }

    /// Adds tracers; none if there would be too many.
    ///
    /// @return their events, nothing if there would be too many
    synchronized Optional<Set<Event>> add(List<TraceSpec> specs) {
        if (isClosed || tracers.size() + specs.size() > MAX_TRACERS) {
            return Optional.empty();
        }
        List<EventTracer> added = new ArrayList<>();
        for (TraceSpec spec : specs) {
            added.add(new EventTracer(spec, events.computeIfAbsent(spec.event(), maker)));
        }
        added.forEach(tracing::add);
        tracers.addAll(added);
        return Optional.of(added.stream().map(EventTracer::event).collect(Collectors.toUnmodifiableSet()));
    }

    /// Whether any of the tracers is so.
    synchronized boolean has(Predicate<TraceSpec> isMeant) {
        return tracers.stream().anyMatch(tracer -> isMeant.test(tracer.spec()));
    }

    /// Ends those that are so, and the events that none is left for.
    synchronized void drop(Predicate<TraceSpec> isMeant) {
        List<EventTracer> dropped =
                tracers.stream().filter(tracer -> isMeant.test(tracer.spec())).toList();
        dropped.forEach(tracing::remove);
        tracers.removeAll(dropped);
        Set<Event> used = tracers.stream().map(EventTracer::event).collect(Collectors.toSet());
        events.values().removeIf(event -> {
            boolean isOver = !used.contains(event);
            if (isOver) {
                event.close();
            }
            return isOver;
        });
    }

    /// The session has ended.
    synchronized void close() {
        isClosed = true;
        drop(_ -> true);
    }
}
