package afb4j.server.metrics;

import afb4j.core.BinderCore;
import afb4j.core.metrics.LinkRegistry;
import afb4j.core.metrics.MonitoredLink;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.List;

/// Whether a binder does its work: it has started, is not stopping, and the links that it does not start without
/// are up.
@ThreadSafe
@SuppressWarnings("Immutable")
public final class Readiness {

    private final LinkRegistry links;
    private volatile Phase phase = Phase.STARTING;

    private enum Phase {
        STARTING,
        STARTED,
        STOPPING
    }

    /// Of a binder that starts.
    public Readiness(BinderCore core) {
        this.links = core.links();
    }

    /// The binder has started.
    public void started() {
        phase = Phase.STARTED;
    }

    /// The binder stops.
    public void stopping() {
        phase = Phase.STOPPING;
    }

    /// Why it is not ready, a line each; empty if it is.
    List<String> obstacles() {
        return switch (phase) {
            case STARTING -> List.of("the binder is starting");
            case STOPPING -> List.of("the binder is stopping");
            case STARTED ->
                links.links().stream()
                        .filter(link -> link.isRequired() && !link.isReady())
                        .map(Readiness::obstacle)
                        .toList();
        };
    }

    private static String obstacle(MonitoredLink link) {
        return "the link to API " + link.api() + " is " + link.stateName();
    }
}
