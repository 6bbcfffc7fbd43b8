package afb4j.core.monitor;

import afb4j.api.Event;
import afb4j.core.trace.TracePoint;
import afb4j.core.trace.TraceRecord;
import afb4j.core.trace.Tracer;
import java.util.Set;

/// A tracer that pushes what it hears as an event to the one who asked for it. While nobody is subscribed, as
/// after the connection has ended that it was made by, it does nothing.
///
/// @param spec what was asked for
/// @param event an event of its own name, of its session
record EventTracer(TraceSpec spec, Event event) implements Tracer {

    @Override
    public Set<TracePoint> points() {
        return spec.points();
    }

    @Override
    public void on(TraceRecord happened) {
        if (spec.filter().passes(happened) && event.hasSubscribers()) {
            event.push(TraceJson.of(happened, spec.tag()));
        }
    }
}
