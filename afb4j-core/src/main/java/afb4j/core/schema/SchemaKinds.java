package afb4j.core.schema;

import afb4j.api.Json;
import afb4j.api.JsonKind;

/// What kinds of values a schema takes, as far as its own keywords tell.
final class SchemaKinds {

    private static final Json STRING = Json.of("string");
    private static final Json OBJECT = Json.of("object");

    private SchemaKinds() {}

    static boolean isObject(Json schema) {
        return has(schema.member("type").orElse(Json.NULL), OBJECT);
    }

    /// Whether texts fit; not if that depends on other schemas.
    static boolean takesText(Json schema) {
        boolean isPlain = schema.kind() == JsonKind.OBJECT
                && schema.member("$ref").isEmpty()
                && schema.member("anyOf").isEmpty()
                && schema.member("oneOf").isEmpty();
        return isPlain && schema.member("type").map(type -> has(type, STRING)).orElse(true);
    }

    private static boolean has(Json type, Json name) {
        return type.kind() == JsonKind.ARRAY ? type.elements().contains(name) : type.equals(name);
    }
}
