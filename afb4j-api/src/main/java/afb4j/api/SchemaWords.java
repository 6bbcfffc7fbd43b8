package afb4j.api;

import org.jspecify.annotations.Nullable;

/// What the author of a binding says of a value, besides its type.
///
/// @param text for people, empty if none
/// @param required whether it must be there and not null
/// @param minimum NaN if none
/// @param maximum NaN if none
record SchemaWords(String text, boolean required, double minimum, double maximum) {

    static final SchemaWords NONE = new SchemaWords("", false, Double.NaN, Double.NaN);

    static SchemaWords of(@Nullable Describe words) {
        return words == null
                ? NONE
                : new SchemaWords(words.value(), words.required(), words.minimum(), words.maximum());
    }

    /// The schema with these words.
    Json addTo(Json schema) {
        if (schema.kind() != JsonKind.OBJECT || equals(NONE)) {
            return schema;
        }
        JsonObjectBuilder described = Json.object();
        schema.members().forEach(described::put);
        if (!text.isEmpty()) {
            described.put("description", text);
        }
        putNumber(described, "minimum", minimum);
        putNumber(described, "maximum", maximum);
        return described.build();
    }

    private static void putNumber(JsonObjectBuilder schema, String keyword, double number) {
        if (!Double.isNaN(number)) {
            schema.put(keyword, number == (long) number ? Json.of((long) number) : Json.of(number));
        }
    }
}
