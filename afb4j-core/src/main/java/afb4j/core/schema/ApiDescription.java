package afb4j.core.schema;

import afb4j.api.Api;
import afb4j.api.Json;
import afb4j.api.JsonObjectBuilder;
import afb4j.api.SchemaUse;
import afb4j.api.Verb;

/// The description of an API that is sent to binders which ask for it (W-83): the OpenAPI-like object of the
/// binder of 2020, with the guards of verbs as `x-permissions`, and the schemas of arguments and results that
/// are known.
///
/// Not to be made on an event loop: see [ApiInfo].
public final class ApiDescription {

    private ApiDescription() {}

    /// Describes an API.
    public static Json of(Api api) {
        JsonObjectBuilder paths = Json.object();
        api.verbs()
                .forEach(verb -> paths.put(
                        "/" + verb.name(),
                        Json.object().put("get", operation(api, verb)).build()));
        Json info = Json.object()
                .put("title", api.name())
                .put("version", "0.0.0")
                .put("description", api.info())
                .build();
        return Json.object()
                .put("openapi", "3.0.0")
                .put("info", info)
                .put("paths", paths.build())
                .build();
    }

    private static Json operation(Api api, Verb verb) {
        JsonObjectBuilder operation = Json.object();
        GuardWords.addTo(operation, verb);
        String place = api.name() + "/" + verb.name();
        ShapeSchema.alone(place, verb.input(), SchemaUse.INPUT)
                .ifPresent(schema -> operation.put(
                        "requestBody",
                        Json.object().put("content", MediaType.json(schema)).build()));
        JsonObjectBuilder answer = Json.object().put("description", verb.info().isEmpty() ? verb.name() : verb.info());
        ShapeSchema.alone(place, verb.output(), SchemaUse.OUTPUT)
                .ifPresent(schema -> answer.put("content", MediaType.json(schema)));
        return operation
                .put("responses", Json.object().put("200", answer.build()).build())
                .build();
    }
}
