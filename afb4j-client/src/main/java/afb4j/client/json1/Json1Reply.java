package afb4j.client.json1;

import afb4j.api.Data;
import afb4j.api.Json;
import afb4j.api.JsonObjectBuilder;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.protocol.json.Envelope;
import afb4j.protocol.json.Json1Texts;
import java.util.List;

/// The end of a call as the binder wrote it, or as this side did for it.
///
/// @param isSuccess whether the binder said so: the code is not negative
/// @param envelope `{"jtype":"afb-reply","request":{"status":...,"code":...},"response":...}` as it came
///     (http-and-wsj1.md 1.4)
public record Json1Reply(boolean isSuccess, Json envelope) {

    /// The connection went while the call was pending, or before it was sent (http-and-wsj1.md 9).
    static final Json1Reply HUNG_UP = of(Status.DISCONNECTED.withInfo("server hung up"));

    /// A reply that this side makes.
    static Json1Reply of(Status status) {
        JsonObjectBuilder request = Json.object().put("status", status.name()).put("code", status.code());
        status.info().ifPresent(info -> request.put("info", info));
        Json envelope = Json.object()
                .put("jtype", "afb-reply")
                .put("request", request.build())
                .build();
        return new Json1Reply(status.isSuccess(), envelope);
    }

    /// Status and response of the envelope; of anything else, which binders do not send, a success or an
    /// error with the whole of it.
    public Reply reply() {
        return Json1Texts.envelope(envelope.rawUtf8())
                .map(Json1Reply::ofEnvelope)
                .orElseGet(() -> new Reply(
                        isSuccess ? Status.SUCCESS : Status.of(Status.USER_ERROR_CODE, "error"), List.of(envelope)));
    }

    private static Reply ofEnvelope(Envelope envelope) {
        Status status = Status.of(envelope.code(), envelope.status());
        String info = envelope.info();
        return new Reply(
                info == null ? status : status.withInfo(info),
                envelope.responseBytes().stream().<Data>map(Json::received).toList());
    }
}
