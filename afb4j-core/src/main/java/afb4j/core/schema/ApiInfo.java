package afb4j.core.schema;

import afb4j.api.Api;
import afb4j.api.DeclaredEvent;
import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.JsonObjectBuilder;
import afb4j.api.SchemaUse;
import afb4j.api.SessionEffect;
import afb4j.api.Verb;

/// The description of an API that its verb `info` answers (http-and-wsj1.md 6, `afb-api-info/v2`), with the
/// members `input` and `output` of verbs whose shapes are known, and `events` if any are declared.
///
/// Making it loads the library that maps Java types if the API has such, and may take some 100 ms then: not on
/// an event loop.
public final class ApiInfo {

    private ApiInfo() {}

    /// Describes an API.
    public static Json of(Api api) {
        JsonObjectBuilder info = Json.object().put("$schema", "afb-api-info/v2").put("name", api.name());
        if (!api.info().isEmpty()) {
            info.put("info", api.info());
        }
        info.put(
                "verbs",
                Json.ofArray(
                        api.verbs().stream().map(verb -> describe(api, verb)).toList()));
        if (!api.events().isEmpty()) {
            info.put(
                    "events",
                    Json.ofArray(api.events().stream()
                            .map(event -> describe(api, event))
                            .toList()));
        }
        return info.build();
    }

    private static Json describe(Api api, Verb verb) {
        JsonObjectBuilder info = Json.object().put("name", verb.name());
        if (!verb.info().isEmpty()) {
            info.put("info", verb.info());
        }
        if (verb.glob().isPresent()) {
            info.put("glob", true);
        }
        if (verb.after() == SessionEffect.CLOSE) {
            info.put("session-close", true);
        }
        if (!(verb.guard() instanceof Guard.Yes)) {
            info.put("auth", verb.guard().text());
        }
        String place = api.name() + "/" + verb.name();
        ShapeSchema.alone(place, verb.input(), SchemaUse.INPUT).ifPresent(schema -> info.put("input", schema));
        ShapeSchema.alone(place, verb.output(), SchemaUse.OUTPUT).ifPresent(schema -> info.put("output", schema));
        return info.build();
    }

    private static Json describe(Api api, DeclaredEvent event) {
        JsonObjectBuilder info = Json.object().put("name", event.name());
        if (!event.info().isEmpty()) {
            info.put("info", event.info());
        }
        ShapeSchema.alone(api.name() + "/" + event.name(), event.data(), SchemaUse.OUTPUT)
                .ifPresent(schema -> info.put("data", schema));
        return info.build();
    }
}
