package afb4j.core;

import afb4j.api.Data;
import afb4j.api.Json;
import afb4j.core.event.HubEvent;
import afb4j.core.trace.TracePoint;
import afb4j.core.trace.TraceSubject;
import afb4j.core.trace.Tracing;
import java.time.Duration;
import java.util.function.Supplier;

/// What is told of the doings of one API to those who trace APIs (http-and-wsj1.md 6).
record ApiTrace(Tracing tracing, String api) {

    private void tell(TracePoint point, Supplier<Json> data) {
        if (tracing.isTraced(point)) {
            tracing.tell(point, new TraceSubject.OfApi(api), data);
        }
    }

    void starts() {
        tell(TracePoint.API_START, () -> Json.NULL);
    }

    void isDeleted() {
        tell(TracePoint.API_DELETE_API, () -> Json.NULL);
    }

    void calls(CallTarget target) {
        tell(TracePoint.API_CALL, () -> CallTrace.json(target));
    }

    void makes(HubEvent event) {
        tell(
                TracePoint.API_EVENT_MAKE,
                () -> Json.object()
                        .put("event", CallTrace.json(event, event.id()))
                        .build());
    }

    void broadcasts(String event, Data data) {
        tell(
                TracePoint.API_EVENT_BROADCAST,
                () -> Json.object()
                        .put("name", event)
                        .put("data", data.toJson())
                        .build());
    }

    void handles(String pattern) {
        tell(TracePoint.API_EVENT_HANDLER_ADD, () -> pattern(pattern));
    }

    void handlesNoMore(String pattern) {
        tell(TracePoint.API_EVENT_HANDLER_DEL, () -> pattern(pattern));
    }

    private static Json pattern(String pattern) {
        return Json.object().put("pattern", pattern).build();
    }

    void posts(Duration delay, Duration period) {
        tell(
                TracePoint.API_POST_JOB,
                () -> Json.object()
                        .put("delay", delay.toMillis())
                        .put("period", period.toMillis())
                        .build());
    }

    void unsharesSession() {
        tell(TracePoint.API_UNSHARE_SESSION, () -> Json.NULL);
    }
}
