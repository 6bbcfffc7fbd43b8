package afb4j.core.schema;

import afb4j.api.Json;
import afb4j.api.JsonKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads descriptions that other binders give of their APIs (W-83): OpenAPI-like objects, or anything else.
final class RemoteVerbs {

    private RemoteVerbs() {}

    /// The operation objects by verb; none when the description tells nothing.
    static Map<String, Json> of(Json description) {
        Map<String, Json> verbs = new LinkedHashMap<>();
        Json paths = description.member("paths").orElse(Json.NULL);
        if (paths.kind() == JsonKind.OBJECT) {
            paths.members().forEach((path, item) -> {
                String verb = path.startsWith("/") ? path.substring(1) : path;
                if (!verb.isEmpty()) {
                    verbs.put(verb, operation(item));
                }
            });
        }
        return verbs;
    }

    private static Json operation(Json item) {
        return item.member("get")
                .or(() -> item.member("post"))
                .filter(operation -> operation.kind() == JsonKind.OBJECT)
                .orElseGet(() -> Json.object().build());
    }

    /// What the verb does, in a line.
    static Optional<String> info(Json operation) {
        return answer(operation)
                .flatMap(answer -> answer.member("description"))
                .filter(text -> text.kind() == JsonKind.STRING)
                .map(Json::asText);
    }

    static Optional<Json> input(Json operation) {
        return operation.member("requestBody").flatMap(RemoteVerbs::schema);
    }

    static Optional<Json> output(Json operation) {
        return answer(operation).flatMap(RemoteVerbs::schema);
    }

    private static Optional<Json> answer(Json operation) {
        return operation.member("responses").flatMap(responses -> responses.member("200"));
    }

    /// A schema that refers to other parts of its document is left out: those are not here.
    private static Optional<Json> schema(Json holder) {
        return holder.member("content")
                .flatMap(content -> content.member(MediaType.JSON))
                .flatMap(media -> media.member("schema"))
                .filter(schema -> schema.kind() == JsonKind.OBJECT)
                .filter(schema -> !schema.compact().contains("\"#/components/"));
    }
}
