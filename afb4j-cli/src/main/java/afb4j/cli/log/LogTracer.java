package afb4j.cli.log;

import afb4j.api.Json;
import afb4j.api.Status;
import afb4j.core.trace.TracePoint;
import afb4j.core.trace.TraceRecord;
import afb4j.core.trace.TraceSubject;
import afb4j.core.trace.Tracer;
import java.util.Locale;
import java.util.Set;

/// Writes what happens into the log, for `--tracereq` and its like (http-and-wsj1.md 7.2):
/// `HOOK: [req-000001:hello/ping] BEGIN {...}`. No sessions are named in it.
///
/// @param points what is wanted
public record LogTracer(Set<TracePoint> points) implements Tracer {

    @Override
    public void on(TraceRecord happened) {
        Log.hook("HOOK: [" + subject(happened.subject()) + "] " + text(happened));
    }

    private static String subject(TraceSubject subject) {
        return switch (subject) {
            case TraceSubject.OfRequest request ->
                String.format(Locale.ROOT, "req-%06d:%s/%s", request.index(), request.api(), request.verb());
            case TraceSubject.OfApi(String api) -> "api-" + api;
            case TraceSubject.OfEvent(int id, String name) -> "evt-" + id + ":" + name;
            case TraceSubject.OfSession _ -> "session";
            case TraceSubject.OfProcess() -> "global";
        };
    }

    private static String text(TraceRecord happened) {
        Json data = happened.data();
        return switch (happened.point()) {
            case REQUEST_BEGIN -> "BEGIN " + member(data, "params");
            case REQUEST_REPLY -> "reply[" + status(data) + "] " + member(data, "reply");
            case REQUEST_END -> "END";
            default -> happened.point().action() + (data.isNull() ? "" : " " + data.compact());
        };
    }

    /// The only parameter or value, as people think of it, else all of them.
    private static String member(Json data, String name) {
        Json values = data.member(name).orElse(data);
        return (values.size() == 1 && data.member(name).isPresent() ? values.element(0) : values).compact();
    }

    private static String status(Json data) {
        int code = data.member("status").map(Json::asInt).orElse(0);
        return Status.of(code).name() + ": " + code;
    }
}
