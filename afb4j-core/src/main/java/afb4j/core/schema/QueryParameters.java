package afb4j.core.schema;

import afb4j.api.Json;
import afb4j.api.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How an argument is given in a query, of which only texts come (http-and-wsj1.md 1.3).
///
/// @param suffices whether all that is required can be given so
/// @param hasRequired whether anything is required
/// @param parameters those that take texts
record QueryParameters(boolean suffices, boolean hasRequired, List<Json> parameters) {

    static QueryParameters of(@Nullable Json input, Map<String, Json> definitions) {
        if (input == null) {
            return new QueryParameters(true, false, List.of(anything()));
        }
        Json schema = resolved(input, definitions);
        Optional<Json> properties = schema.member("properties");
        if (properties.isEmpty() || !SchemaKinds.isObject(schema)) {
            return new QueryParameters(false, true, List.of());
        }
        List<Json> required = schema.member("required").map(Json::elements).orElse(List.of());
        List<Json> parameters = new ArrayList<>();
        boolean suffices = true;
        for (var property : properties.get().members().entrySet()) {
            boolean isRequired = required.contains(Json.of(property.getKey()));
            boolean takesText = SchemaKinds.takesText(property.getValue());
            suffices &= takesText || !isRequired;
            if (takesText) {
                parameters.add(parameter(property.getKey(), property.getValue(), isRequired));
            }
        }
        return new QueryParameters(suffices, !required.isEmpty(), parameters);
    }

    private static Json resolved(Json schema, Map<String, Json> definitions) {
        return schema.member("$ref")
                .map(ref -> ref.asText().substring(ref.asText().lastIndexOf('/') + 1))
                .map(name -> definitions.getOrDefault(name, schema))
                .orElse(schema);
    }

    private static Json anything() {
        Json texts = Json.object()
                .put("type", "object")
                .put("additionalProperties", Json.object().put("type", "string").build())
                .build();
        return Json.object()
                .put("name", "arguments")
                .put("in", "query")
                .put("style", "form")
                .put("explode", true)
                .put("schema", texts)
                .build();
    }

    private static Json parameter(String name, Json schema, boolean isRequired) {
        JsonObjectBuilder parameter = Json.object().put("name", name).put("in", "query");
        schema.member("description").ifPresent(text -> parameter.put("description", text));
        if (isRequired) {
            parameter.put("required", true);
        }
        return parameter.put("schema", schema).build();
    }
}
