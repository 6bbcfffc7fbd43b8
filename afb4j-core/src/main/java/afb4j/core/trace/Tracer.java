package afb4j.core.trace;

import java.util.Set;

/// Somebody who wants to know what happens at some points of a binder.
public interface Tracer {

    /// The points it wants; the same ones always.
    Set<TracePoint> points();

    /// Something happened at one of them. Called where it happens, on any thread, maybe an event loop: must not
    /// block. What it throws is logged. What it does itself is traced as well, unless it sees to it.
    void on(TraceRecord happened);
}
