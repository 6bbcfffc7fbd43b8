package afb4j.core;

import afb4j.api.Api;
import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.JsonObjectBuilder;
import afb4j.api.SessionEffect;
import afb4j.api.Verb;

/// The description of an API that its verb `info` answers (http-and-wsj1.md 6, `afb-api-info/v2`).
///
/// Put together without mapping Java objects, whose library would be loaded at the start of every binder.
final class ApiInfo {

    private ApiInfo() {}

    static Json of(Api api) {
        JsonObjectBuilder info = Json.object().put("$schema", "afb-api-info/v2").put("name", api.name());
        if (!api.info().isEmpty()) {
            info.put("info", api.info());
        }
        return info.put(
                        "verbs",
                        Json.ofArray(api.verbs().stream().map(ApiInfo::describe).toList()))
                .build();
    }

    private static Json describe(Verb verb) {
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
        return info.build();
    }
}
