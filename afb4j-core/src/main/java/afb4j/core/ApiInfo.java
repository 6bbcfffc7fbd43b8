package afb4j.core;

import afb4j.api.Api;
import afb4j.api.Json;
import afb4j.api.Verb;
import java.util.LinkedHashMap;
import java.util.Map;

/// The description of an API that its verb `info` answers (http-and-wsj1.md 6, `afb-api-info/v2`).
final class ApiInfo {

    private ApiInfo() {}

    static Json of(Api api) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("$schema", "afb-api-info/v2");
        info.put("name", api.name());
        if (!api.info().isEmpty()) {
            info.put("info", api.info());
        }
        info.put("verbs", api.verbs().stream().map(ApiInfo::describe).toList());
        return Json.of(info);
    }

    private static Map<String, Object> describe(Verb verb) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("name", verb.name());
        if (!verb.info().isEmpty()) {
            info.put("info", verb.info());
        }
        if (verb.glob().isPresent()) {
            info.put("glob", true);
        }
        return info;
    }
}
