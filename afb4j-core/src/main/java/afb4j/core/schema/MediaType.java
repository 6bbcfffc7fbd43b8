package afb4j.core.schema;

import afb4j.api.Json;

/// The `content` objects of OpenAPI.
final class MediaType {

    static final String JSON = "application/json";
    static final String FORM = "application/x-www-form-urlencoded";

    private MediaType() {}

    /// JSON of that schema.
    static Json json(Json schema) {
        return Json.object()
                .put(JSON, Json.object().put("schema", schema).build())
                .build();
    }

    /// JSON of that schema, or a form with the same members.
    static Json jsonOrForm(Json schema) {
        Json media = Json.object().put("schema", schema).build();
        return Json.object().put(JSON, media).put(FORM, media).build();
    }
}
