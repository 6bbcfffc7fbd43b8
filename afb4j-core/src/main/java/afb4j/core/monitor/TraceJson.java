package afb4j.core.monitor;

import afb4j.api.Json;
import afb4j.api.JsonObjectBuilder;
import afb4j.core.trace.TraceRecord;
import afb4j.core.trace.TraceSubject;

/// A trace as the data of an event (http-and-wsj1.md 6):
/// `{"time":SECONDS,"tag":TAG,"type":KIND,"id":N,KIND:{...},"data":{...}}`. Uuids of sessions are
/// [shortened][ShortUuid]: who reads a trace may not join what is traced.
final class TraceJson {

    private TraceJson() {}

    static Json of(TraceRecord happened, String tag) {
        String kind = happened.point().kind().word();
        JsonObjectBuilder object = Json.object()
                .put("time", EpochSeconds.of(happened.time()))
                .put("tag", tag)
                .put("type", kind)
                .put("id", happened.id())
                .put(kind, subject(happened));
        Json data = happened.data();
        if (!data.isNull()) {
            object.put("data", data);
        }
        return object.build();
    }

    private static Json subject(TraceRecord happened) {
        String action = happened.point().action();
        return switch (happened.subject()) {
            case TraceSubject.OfRequest request -> request(request, action);
            case TraceSubject.OfApi(String api) ->
                Json.object().put("api", api).put("action", action).build();
            case TraceSubject.OfEvent(int id, String name) ->
                Json.object()
                        .put("id", id)
                        .put("name", name)
                        .put("action", action)
                        .build();
            case TraceSubject.OfSession(String uuid) ->
                Json.object()
                        .put("uuid", ShortUuid.of(uuid))
                        .put("action", action)
                        .build();
            case TraceSubject.OfProcess() -> Json.object().put("action", action).build();
        };
    }

    private static Json request(TraceSubject.OfRequest request, String action) {
        JsonObjectBuilder object = Json.object()
                .put("index", request.index())
                .put("api", request.api())
                .put("verb", request.verb())
                .put("action", action);
        request.credentials().ifPresent(who -> object.put("credentials", who.json()));
        request.session().ifPresent(uuid -> object.put("session", ShortUuid.of(uuid)));
        return object.build();
    }
}
