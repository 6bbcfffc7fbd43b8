package afb4j.api;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JavaType;

/// The schemas of one document that have names. Not thread-safe.
final class SchemaDefinitions {

    private final String prefix;
    private final Map<String, Json> byName = new LinkedHashMap<>();
    private final Map<String, JavaType> owners = new HashMap<>();

    /// @param prefix of references, such as `#/$defs/`
    SchemaDefinitions(String prefix) {
        this.prefix = prefix;
    }

    Json ref(String name) {
        return SchemaTree.ref(prefix, name);
    }

    static boolean isWorthAName(Json body) {
        return body.member("properties").isPresent() || body.member("oneOf").isPresent();
    }

    /// Adds the schema of a type, and gives its name: that of the class if it is free, or has this schema
    /// already.
    String add(JavaType type, SchemaUse use, Json body) {
        String simple = simpleName(type);
        for (int i = 0; ; i++) {
            String name = candidate(simple, use, i);
            if (!owners.containsKey(name)) {
                owners.put(name, type);
                return add(name, body);
            }
            if (type.equals(owners.get(name)) && body.equals(byName.get(name))) {
                return name;
            }
        }
    }

    String add(String name, Json body) {
        byName.put(name, body);
        return name;
    }

    /// A name of its own for a type whose schema is not known yet.
    String reserve(JavaType type) {
        String simple = simpleName(type);
        for (int i = 1; ; i++) {
            String name = i == 1 ? simple : simple + i;
            if (owners.putIfAbsent(name, type) == null) {
                return name;
            }
        }
    }

    private static String candidate(String simple, SchemaUse use, int attempt) {
        return switch (attempt) {
            case 0 -> simple;
            case 1 -> simple + (use == SchemaUse.INPUT ? "Input" : "Output");
            default -> simple + attempt;
        };
    }

    private static String simpleName(JavaType type) {
        String parameters = type.getBindings().getTypeParameters().stream()
                .map(parameter -> "_" + simpleName(parameter))
                .collect(Collectors.joining());
        return (type.getRawClass().getSimpleName() + parameters).replaceAll("[^A-Za-z0-9_]", "_");
    }

    Optional<Json> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// All of them, in the order they were made.
    Map<String, Json> all() {
        return Collections.unmodifiableMap(byName);
    }
}
