package afb4j.core;

import afb4j.api.Api;
import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.JsonObjectBuilder;
import afb4j.api.SessionEffect;
import afb4j.api.Verb;
import java.util.ArrayList;
import java.util.List;

/// The description of an API that is sent to binders which ask for it (W-83): the OpenAPI-like object of the
/// binder of 2020, with the guards of verbs as `x-permissions`.
final class ApiDescription {

    private ApiDescription() {}

    static Json of(Api api) {
        JsonObjectBuilder paths = Json.object();
        api.verbs()
                .forEach(verb -> paths.put(
                        "/" + verb.name(),
                        Json.object().put("get", operation(verb)).build()));
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

    private static Json operation(Verb verb) {
        JsonObjectBuilder operation = Json.object();
        List<Json> permissions = permissions(verb);
        if (!permissions.isEmpty()) {
            operation.put(
                    "x-permissions", permissions.size() == 1 ? permissions.getFirst() : all("allOf", permissions));
        }
        Json answer = Json.object()
                .put("description", verb.info().isEmpty() ? verb.name() : verb.info())
                .build();
        return operation
                .put("responses", Json.object().put("200", answer).build())
                .build();
    }

    private static List<Json> permissions(Verb verb) {
        List<Json> permissions = new ArrayList<>();
        if (!(verb.guard() instanceof Guard.Yes)) {
            permissions.add(permission(verb.guard()));
        }
        if (verb.after() == SessionEffect.CLOSE) {
            permissions.add(member("session", "close"));
        } else if (verb.after() == SessionEffect.REFRESH_TOKEN) {
            permissions.add(member("token", "refresh"));
        }
        return permissions;
    }

    private static Json permission(Guard guard) {
        return switch (guard) {
            case Guard.Yes _ -> Json.TRUE;
            case Guard.No _ -> Json.FALSE;
            case Guard.Token _ -> member("session", "check");
            case Guard.Permission permission -> member("permission", permission.name());
            case Guard.Loa loa -> member("LOA", loa.level());
            case Guard.Not not -> member("not", permission(not.guard()));
            case Guard.And and -> all("allOf", permissions(and.guards()));
            case Guard.Or or -> all("anyOf", permissions(or.guards()));
        };
    }

    private static List<Json> permissions(List<Guard> guards) {
        return guards.stream().map(ApiDescription::permission).toList();
    }

    private static Json all(String word, List<Json> items) {
        return member(word, Json.ofArray(items));
    }

    private static Json member(String name, Object value) {
        return Json.object().put(name, value).build();
    }
}
