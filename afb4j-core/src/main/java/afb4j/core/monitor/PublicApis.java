package afb4j.core.monitor;

import afb4j.api.Json;
import afb4j.api.JsonObjectBuilder;
import afb4j.core.ApiSet;
import afb4j.core.Visibility;
import java.util.List;
import java.util.stream.Collectors;

/// The APIs that the monitor sees: the public ones, by name, then the aliases (http-and-wsj1.md 6).
record PublicApis(ApiSet apis) {

    List<ApiSet.Entry> entries() {
        return apis.entries().stream()
                .filter(entry -> entry.visibility() == Visibility.PUBLIC)
                .toList();
    }

    boolean contains(String name) {
        return apis.find(name)
                .filter(entry -> entry.visibility() == Visibility.PUBLIC)
                .isPresent();
    }

    /// The names in one text.
    String text() {
        return entries().stream().map(ApiSet.Entry::name).collect(Collectors.joining(" "));
    }

    /// An object by name: true, or the name that an alias stands for.
    Json json() {
        JsonObjectBuilder object = Json.object();
        entries().forEach(entry -> object.put(entry.name(), entry.isAlias() ? entry.original() : Json.TRUE));
        return object.build();
    }
}
