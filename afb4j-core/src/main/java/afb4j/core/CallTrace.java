package afb4j.core;

import afb4j.api.Data;
import afb4j.api.Event;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.core.event.HubEvent;
import afb4j.core.trace.TracePoint;
import afb4j.core.trace.TraceSubject;
import afb4j.core.trace.Tracing;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.List;

/// What is told of one call to those who trace calls (http-and-wsj1.md 6). Made for a call that begins while
/// somebody does; other calls have none.
@ThreadSafe
@SuppressWarnings("Immutable")
final class CallTrace {

    private final Tracing tracing;
    private final Call call;
    private final long index;

    private CallTrace(Tracing tracing, Call call) {
        this.tracing = tracing;
        this.call = call;
        this.index = tracing.nextRequest();
    }

    /// Begins to tell of `call`.
    static CallTrace begin(Call call, Tracing tracing) {
        CallTrace trace = new CallTrace(tracing, call);
        tracing.tell(
                TracePoint.REQUEST_BEGIN,
                trace.subject(),
                () -> Json.object().put("params", array(call.arguments())).build());
        return trace;
    }

    /// The session may come later than the call, so it is looked at each time.
    private TraceSubject subject() {
        return new TraceSubject.OfRequest(index, call.api(), call.verb(), call.credentials(), call.knownSession());
    }

    private static Json array(List<Data> values) {
        return Json.ofArray(values.stream().map(Data::toJson).toList());
    }

    void replied(Reply reply) {
        tracing.tell(TracePoint.REQUEST_REPLY, subject(), () -> json(reply));
    }

    private static Json json(Reply reply) {
        return Json.object()
                .put("status", reply.status().code())
                .put("reply", array(reply.values()))
                .build();
    }

    void ended() {
        tracing.tell(TracePoint.REQUEST_END, subject());
    }

    void subscribed(HubEvent event) {
        tracing.tell(TracePoint.REQUEST_SUBSCRIBE, subject(), () -> result(event));
    }

    void unsubscribed(HubEvent event) {
        tracing.tell(TracePoint.REQUEST_UNSUBSCRIBE, subject(), () -> result(event));
    }

    private static Json result(HubEvent event) {
        return Json.object()
                .put("event", json(event, event.id()))
                .put("result", 0)
                .build();
    }

    static Json json(Event event, int id) {
        return Json.object().put("name", event.name()).put("id", id).build();
    }

    void askedFor(String permission, boolean isGranted) {
        tracing.tell(
                TracePoint.REQUEST_HAS_PERMISSION,
                subject(),
                () -> Json.object()
                        .put("permission", permission)
                        .put("result", isGranted ? 1 : 0)
                        .build());
    }

    void calls(CallTarget target) {
        tracing.tell(TracePoint.REQUEST_SUBCALL, subject(), () -> json(target));
    }

    static Json json(CallTarget target) {
        return Json.object()
                .put("api", target.api())
                .put("verb", target.verb())
                .put("params", array(target.arguments()))
                .build();
    }

    void calledBack(Reply reply) {
        tracing.tell(TracePoint.REQUEST_SUBCALL_RESULT, subject(), () -> json(reply));
    }

    void closesSession() {
        tracing.tell(TracePoint.REQUEST_SESSION_CLOSE, subject());
    }
}
