package afb4j.core.monitor;

import afb4j.api.Json;
import afb4j.api.JsonException;
import afb4j.api.JsonKind;
import afb4j.api.JsonObjectBuilder;
import afb4j.core.ApiSet;
import java.util.Optional;

/// What `monitor/get` and `monitor/set` do about levels of the log (http-and-wsj1.md 6). Levels read back as
/// they were set (P22). Names that are not there and levels that are none are left out without a word, as the
/// callers of these verbs know it.
record VerbosityVerbs(Verbosity verbosity, PublicApis apis) {

    private static final String PROCESS = "";
    private static final String ALL_APIS = "*";

    /// The levels that `wanted` asks for, by name.
    Json read(Json wanted) {
        JsonObjectBuilder levels = Json.object();
        switch (wanted.kind()) {
            case BOOLEAN -> {
                if (wanted.asBoolean()) {
                    put(levels, PROCESS);
                    put(levels, ALL_APIS);
                }
            }
            case STRING -> put(levels, wanted.asText());
            case ARRAY ->
                wanted.elements().stream()
                        .filter(name -> name.kind() == JsonKind.STRING)
                        .forEach(name -> put(levels, name.asText()));
            case OBJECT ->
                wanted.members().forEach((name, isWanted) -> {
                    if (isWanted.equals(Json.TRUE)) {
                        put(levels, name);
                    }
                });
            case NULL, NUMBER -> {}
        }
        return levels.build();
    }

    private void put(JsonObjectBuilder levels, String name) {
        if (name.equals(PROCESS)) {
            levels.put(name, verbosity.level().word());
        } else if (name.equals(ALL_APIS)) {
            apis.entries().forEach(entry -> levels.put(entry.name(), levelOf(entry)));
        } else {
            apis.apis()
                    .find(name)
                    .filter(_ -> apis.contains(name))
                    .ifPresent(entry -> levels.put(name, levelOf(entry)));
        }
    }

    private String levelOf(ApiSet.Entry entry) {
        return verbosity.level(entry.original()).word();
    }

    /// Sets the level of the process and of all APIs, or those that an object names.
    void set(Json wanted) {
        if (wanted.kind() == JsonKind.OBJECT) {
            wanted.members().forEach((name, level) -> level(level).ifPresent(known -> set(name, known)));
        } else {
            level(wanted).ifPresent(known -> {
                set(PROCESS, known);
                set(ALL_APIS, known);
            });
        }
    }

    private void set(String name, Verbosity.Level level) {
        if (name.equals(PROCESS)) {
            verbosity.set(level);
        } else if (name.equals(ALL_APIS)) {
            apis.entries().forEach(entry -> verbosity.set(entry.original(), level));
        } else {
            apis.apis()
                    .find(name)
                    .filter(_ -> apis.contains(name))
                    .ifPresent(entry -> verbosity.set(entry.original(), level));
        }
    }

    private static Optional<Verbosity.Level> level(Json wanted) {
        return switch (wanted.kind()) {
            case STRING -> Verbosity.Level.named(wanted.asText());
            case NUMBER -> number(wanted).map(Verbosity.Level::of);
            case NULL, BOOLEAN, ARRAY, OBJECT -> Optional.empty();
        };
    }

    private static Optional<Long> number(Json wanted) {
        try {
            return Optional.of(wanted.asLong());
        } catch (JsonException _) { // not whole: no level
            return Optional.empty();
        }
    }
}
