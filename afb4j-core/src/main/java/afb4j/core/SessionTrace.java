package afb4j.core;

import afb4j.core.session.LiveSession;
import afb4j.core.session.SessionObserver;
import afb4j.core.trace.TracePoint;
import afb4j.core.trace.TraceSubject;
import afb4j.core.trace.Tracing;

/// Tells those who trace sessions that they come and go.
record SessionTrace(Tracing tracing) implements SessionObserver {

    @Override
    public void onOpened(LiveSession session) {
        tell(TracePoint.SESSION_CREATE, session);
    }

    @Override
    public void onClosed(LiveSession session) {
        tell(TracePoint.SESSION_CLOSE, session);
    }

    private void tell(TracePoint point, LiveSession session) {
        if (tracing.isTraced(point)) {
            tracing.tell(point, new TraceSubject.OfSession(session.uuid()));
        }
    }
}
