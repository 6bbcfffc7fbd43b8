package afb4j.core.schema;

import afb4j.api.Json;
import afb4j.api.JsonObjectBuilder;
import java.util.List;

/// The envelope of replies over HTTP (http-and-wsj1.md 1.4), and the answers by status (1.5).
final class ReplySchemas {

    /// The name of the envelope among the schemas of a document.
    static final String NAME = "AfbReply";

    private static final Json REF =
            Json.object().put("$ref", "#/components/schemas/" + NAME).build();

    private ReplySchemas() {}

    /// The envelope.
    static Json envelope() {
        Json request = object(
                Json.object()
                        .put("status", described("string", "success, or the name of what failed"))
                        .put("info", described("string", "for people"))
                        .put("code", described("integer", "0 or more for a success"))
                        .build(),
                "status",
                "code");
        return object(
                Json.object()
                        .put("jtype", Json.object().put("const", "afb-reply").build())
                        .put("request", request)
                        .put(
                                "response",
                                Json.object()
                                        .put("description", "the value, if there is one")
                                        .build())
                        .build(),
                "jtype",
                "request");
    }

    /// An envelope whose value has a schema.
    static Json envelopeOf(Json response) {
        Json narrower = Json.object()
                .put("properties", Json.object().put("response", response).build())
                .build();
        return Json.object().put("allOf", Json.ofArray(List.of(REF, narrower))).build();
    }

    /// Any envelope.
    static Json anyEnvelope() {
        return REF;
    }

    /// The answers other than 200, by their names among the responses of a document.
    static Json responses() {
        return Json.object()
                .put("BadRequest", plain("the body cannot be read as what its type says; the answer has no body"))
                .put("Unauthorized", failure("the token is missing or wrong", "unauthorized", "invalid-token"))
                .put(
                        "Forbidden",
                        failure("the caller may not do this", "forbidden", "insufficient-scope", "bad-api-state"))
                .put("NotFound", failure("there is no such API or verb", "unknown-api", "unknown-verb"))
                .put("InternalError", failure("the verb failed, or took too long", "internal-error", "out-of-memory"))
                .put("NotAvailable", failure("not by this way", "not-available"))
                .build();
    }

    /// References to them by HTTP status.
    static void addTo(JsonObjectBuilder responses, boolean hasBody, boolean isGuarded) {
        if (hasBody) {
            responses.put("400", response("BadRequest"));
        }
        if (isGuarded) {
            responses.put("401", response("Unauthorized")).put("403", response("Forbidden"));
        }
        responses
                .put("404", response("NotFound"))
                .put("500", response("InternalError"))
                .put("501", response("NotAvailable"));
    }

    private static Json response(String name) {
        return Json.object().put("$ref", "#/components/responses/" + name).build();
    }

    private static Json plain(String description) {
        return Json.object().put("description", description).build();
    }

    private static Json failure(String description, String... names) {
        Json status = Json.object().put("enum", Json.array((Object[]) names)).build();
        Json request = Json.object()
                .put("properties", Json.object().put("status", status).build())
                .build();
        Json narrower = Json.object()
                .put("properties", Json.object().put("request", request).build())
                .build();
        Json schema =
                Json.object().put("allOf", Json.ofArray(List.of(REF, narrower))).build();
        return Json.object()
                .put("description", description)
                .put("content", MediaType.json(schema))
                .build();
    }

    private static Json object(Json properties, String... required) {
        return Json.object()
                .put("type", "object")
                .put("properties", properties)
                .put("required", Json.array((Object[]) required))
                .build();
    }

    private static Json described(String type, String description) {
        return Json.object().put("type", type).put("description", description).build();
    }
}
