package afb4j.core.event;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.Data;
import afb4j.api.EventHandler;
import afb4j.sequencer.Loop;
import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the handlers of one API hear: a sink for broadcasts, and for what the API has subscribed to.
///
/// One handler at most is called for an event: the one whose pattern is its name, else of those that match
/// the one whose pattern has the most characters that are no `*`, the first of equals (hello.md 4.3). So a
/// handler for `*` hears what no other one wants. An event for which there is none is logged at DEBUG.
///
/// Handlers run one after the other, in the order of the events, on a virtual thread that lives while events
/// wait. What they throw is logged.
@ThreadSafe
public final class EventHandlers implements EventSink, AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(EventHandlers.class.getName());

    private final String api;
    private final Loop loop;
    private final int maxWaiting;

    /// Replaced as a whole, under the lock. By the text of the pattern, in the order of adding.
    private volatile Map<String, Route> routes = Map.of();

    private final Object lock = new Object();

    @GuardedBy("lock")
    private final ArrayDeque<Occurrence> waiting = new ArrayDeque<>();

    @GuardedBy("lock")
    private @Nullable Thread runner;

    @GuardedBy("lock")
    private boolean dropping;

    @GuardedBy("lock")
    private boolean closed;

    /// The handlers of `api`, none as yet, which hear by way of `loop`.
    public EventHandlers(String api, Loop loop, EventConfig config) {
        this.api = api;
        this.loop = loop;
        this.maxWaiting = config.handlerQueueLength();
    }

    /// Calls `handler` for events that fit `pattern`, from now on. Any thread.
    ///
    /// @throws IllegalArgumentException when there is a handler for this pattern
    public void add(String pattern, EventHandler handler) {
        Route route = new Route(EventPattern.of(pattern), handler);
        synchronized (lock) {
            Map<String, Route> more = new LinkedHashMap<>(routes);
            if (more.putIfAbsent(route.pattern.text(), route) != null) {
                throw new IllegalArgumentException(
                        "API " + api + " has a handler for events \"" + pattern + "\", expected another pattern");
            }
            routes = more;
        }
    }

    /// Ends what [#add] began: the handler is not called again, not even for what waits. Any thread.
    ///
    /// @return whether there was a handler
    public boolean remove(String pattern) {
        synchronized (lock) {
            Map<String, Route> fewer = new LinkedHashMap<>(routes);
            Route route = fewer.remove(EventPattern.fold(pattern));
            if (route == null) {
                return false;
            }
            routes = fewer;
            waiting.removeIf(occurrence -> occurrence.route.equals(route));
            return true;
        }
    }

    @Override
    public Loop loop() {
        return loop;
    }

    /// Always: there is a queue of its own here.
    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public void push(Publication push) {
        hear(push.name(), push.data());
    }

    @Override
    public void broadcast(Publication broadcast, UUID uuid, int hop) {
        hear(broadcast.name(), broadcast.data());
    }

    @Override
    public void removed(HubEvent event) {
        // handlers hear of what happens, and there is nothing to release
    }

    @Override
    public void disconnect(String why) {
        close();
    }

    private void hear(String event, Data data) {
        Optional<Route> route = routeOf(event);
        if (route.isEmpty()) {
            LOGGER.log(DEBUG, "API {0} has no handler for event {1}", api, event);
        } else if (!queue(new Occurrence(route.get(), event, data))) {
            LOGGER.log(
                    WARNING,
                    "API " + api + ": handlers do not keep up with events, of which " + maxWaiting
                            + " wait; the oldest are dropped");
        }
    }

    private Optional<Route> routeOf(String event) {
        Map<String, Route> present = routes;
        String name = EventPattern.fold(event);
        Route exact = present.get(name);
        return exact != null
                ? Optional.of(exact)
                : present.values().stream()
                        .filter(route -> route.pattern.matches(name))
                        .max(Comparator.comparingInt(route -> route.pattern.literals()));
    }

    /// @return false when this is the first one after a while that another one was dropped for
    private boolean queue(Occurrence occurrence) {
        synchronized (lock) {
            if (closed) {
                return true;
            }
            boolean full = waiting.size() == maxWaiting;
            if (full) {
                waiting.removeFirst();
            }
            waiting.addLast(occurrence);
            if (runner == null) {
                runner = Thread.ofVirtual().name("events of " + api).start(this::run);
            }
            boolean begins = full && !dropping;
            dropping |= full;
            return !begins;
        }
    }

    private void run() {
        for (Occurrence next = next(); next != null; next = next()) {
            try {
                next.route.handler.onEvent(next.event, next.data);
            } catch (Throwable thrown) { // the outermost place: whatever a handler throws ends its event only
                logUnlessClosed(next.event, thrown);
            }
        }
    }

    private @Nullable Occurrence next() {
        synchronized (lock) {
            Occurrence next = waiting.pollFirst();
            if (next == null) {
                runner = null;
                dropping = false;
            }
            return next;
        }
    }

    private void logUnlessClosed(String event, Throwable thrown) {
        boolean interruptedByClose;
        synchronized (lock) {
            interruptedByClose = closed && thrown instanceof InterruptedException;
        }
        if (!interruptedByClose) {
            LOGGER.log(WARNING, "API " + api + ": the handler of event " + event + " failed", thrown);
        }
    }

    /// No handler is called any more; one that runs is interrupted. Idempotent, any thread.
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            waiting.clear();
            if (runner != null) {
                runner.interrupt();
            }
        }
    }

    @Override
    public String toString() {
        return "API " + api;
    }

    /// A pattern and who wants to hear of it. Each adding makes another one.
    private static final class Route {
        private final EventPattern pattern;
        private final EventHandler handler;

        Route(EventPattern pattern, EventHandler handler) {
            this.pattern = pattern;
            this.handler = handler;
        }
    }

    private record Occurrence(Route route, String event, Data data) {}
}
