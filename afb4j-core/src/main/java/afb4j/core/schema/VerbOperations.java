package afb4j.core.schema;

import afb4j.api.Api;
import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.JsonObjectBuilder;
import afb4j.api.SchemaUse;
import afb4j.api.Schemas;
import afb4j.api.Shape;
import afb4j.api.Verb;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The operations of OpenAPI for one verb: POST, and GET where texts suffice as arguments.
final class VerbOperations {

    private final Schemas schemas;
    private final String place;
    private final JsonObjectBuilder common = Json.object();
    private final JsonObjectBuilder responses = Json.object();
    private @Nullable Json input;

    private VerbOperations(Schemas schemas, String api, String verb, String info) {
        this.schemas = schemas;
        this.place = api + "/" + verb;
        common.put("tags", Json.array(api)).put("summary", info.isEmpty() ? verb : info);
    }

    /// Of a verb of this process.
    static Json of(Schemas schemas, Api api, Verb verb, ApiPath path) {
        VerbOperations operations = new VerbOperations(schemas, api.name(), verb.name(), verb.info());
        GuardWords.addTo(operations.common, verb);
        if (GuardWords.mentionsToken(verb.guard())) {
            Json token = Json.object().put("token", Json.array()).build();
            operations.common.put("security", Json.array(token));
        }
        return operations.with(verb.input(), verb.output()).build(path, !(verb.guard() instanceof Guard.Yes));
    }

    /// Of a verb of another binder, by its description.
    static Json ofRemote(Schemas schemas, String api, String verb, Json described) {
        String info = RemoteVerbs.info(described).orElse("");
        VerbOperations operations = new VerbOperations(schemas, api, verb, info);
        Optional<Json> permissions = described.member("x-permissions");
        permissions.ifPresent(asked -> operations.common.put("x-permissions", asked));
        return operations
                .with(shape(RemoteVerbs.input(described)), shape(RemoteVerbs.output(described)))
                .build(new ApiPath("", List.of()), permissions.isPresent());
    }

    /// Of any verb of an API of which nothing is known.
    static Json ofAny(String api, ApiPath path) {
        return new VerbOperations(new Schemas(""), api, "*", "any verb: the other binder does not tell which there are")
                .with(Shape.unknown(), Shape.unknown())
                .build(path, true);
    }

    private static Shape shape(Optional<Json> schema) {
        return schema.map(VerbOperations::given).orElse(Shape.unknown());
    }

    private static Shape given(Json schema) {
        try {
            return Shape.given(schema);
        } catch (IllegalArgumentException _) { // nested too deep to be shown
            return Shape.unknown();
        }
    }

    private VerbOperations with(Shape argument, Shape result) {
        input = ShapeSchema.in(schemas, place, argument, SchemaUse.INPUT).orElse(null);
        Json envelope = ShapeSchema.in(schemas, place, result, SchemaUse.OUTPUT)
                .map(ReplySchemas::envelopeOf)
                .orElse(ReplySchemas.anyEnvelope());
        responses.put(
                "200",
                Json.object()
                        .put("description", "the reply, also of calls that a verb refuses for reasons of its own")
                        .put("content", MediaType.json(envelope))
                        .build());
        return this;
    }

    private Json build(ApiPath path, boolean isGuarded) {
        QueryParameters query = QueryParameters.of(input, schemas.definitions());
        JsonObjectBuilder operations = Json.object();
        if (!path.parameters().isEmpty()) {
            operations.put(
                    "parameters",
                    Json.ofArray(path.parameters().stream()
                            .map(VerbOperations::pathParameter)
                            .toList()));
        }
        if (query.suffices()) {
            operations.put("get", get(query, isGuarded));
        }
        return operations.put("post", post(query, isGuarded)).build();
    }

    private Json get(QueryParameters query, boolean isGuarded) {
        JsonObjectBuilder get = operation("get");
        if (!query.parameters().isEmpty()) {
            get.put("parameters", Json.ofArray(query.parameters()));
        }
        return get.put("responses", responses(false, isGuarded)).build();
    }

    private Json post(QueryParameters query, boolean isGuarded) {
        Json schema = input == null ? Json.object().build() : input;
        JsonObjectBuilder body = Json.object();
        if (query.hasRequired() || !query.suffices()) {
            body.put("required", true);
        }
        body.put("content", query.suffices() ? MediaType.jsonOrForm(schema) : MediaType.json(schema));
        return operation("post")
                .put("requestBody", body.build())
                .put("responses", responses(true, isGuarded))
                .build();
    }

    private JsonObjectBuilder operation(String method) {
        JsonObjectBuilder operation = Json.object().put("operationId", method + ":" + place);
        common.build().members().forEach(operation::put);
        return operation;
    }

    private Json responses(boolean hasBody, boolean isGuarded) {
        JsonObjectBuilder all = Json.object();
        responses.build().members().forEach(all::put);
        ReplySchemas.addTo(all, hasBody, isGuarded);
        return all.build();
    }

    private static Json pathParameter(String name) {
        return Json.object()
                .put("name", name)
                .put("in", "path")
                .put("required", true)
                .put("schema", Json.object().put("type", "string").build())
                .build();
    }
}
