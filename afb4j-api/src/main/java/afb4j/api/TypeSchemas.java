package afb4j.api;

import static afb4j.api.SchemaTree.ANYTHING;
import static afb4j.api.SchemaTree.nullable;

import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JavaType;

/// The schemas of Java types, as [JsonMapping] reads or writes them: made from what the library that maps
/// them found out about them, so that schema and mapping agree.
///
/// Objects become definitions, which are referred to; what is custom code of the type (its own serializer, a
/// creator that takes something else than an object) fits everything. Not thread-safe.
final class TypeSchemas {

    private final SchemaUse use;
    private final SchemaDefinitions definitions;
    private final ObjectSchemas objects;

    /// Objects whose definition is being made.
    private final Set<JavaType> open = new HashSet<>();

    private final Map<JavaType, String> names = new HashMap<>();

    TypeSchemas(SchemaUse use, SchemaDefinitions definitions) {
        this.use = use;
        this.definitions = definitions;
        this.objects = new ObjectSchemas(use, this);
    }

    Json of(JavaType type) {
        Class<?> raw = type.getRawClass();
        Json scalar = ScalarSchemas.find(raw, use);
        if (scalar != null) {
            return scalar;
        }
        if (raw.isEnum()) {
            return enumeration(raw);
        }
        if (type.isReferenceType()) {
            return nullable(of(type.getReferencedType()));
        }
        if (type.isArrayType() || type.isCollectionLikeType()) {
            return Json.object()
                    .put("type", "array")
                    .put("items", element(type))
                    .build();
        }
        if (type.isMapLikeType()) {
            return Json.object()
                    .put("type", "object")
                    .put("additionalProperties", element(type))
                    .build();
        }
        return saysNothing(raw) ? ANYTHING : object(type);
    }

    /// Whether it is a type of the platform or of the API with a form of its own.
    private static boolean saysNothing(Class<?> raw) {
        String name = raw.getName();
        return name.startsWith("java.")
                || name.startsWith("tools.jackson.")
                || Data.class.isAssignableFrom(raw)
                || raw.isPrimitive();
    }

    private Json element(JavaType container) {
        JavaType content = container.getContentType();
        Json schema = of(content);
        return use == SchemaUse.INPUT && !content.isPrimitive() ? nullable(schema) : schema;
    }

    private static Json enumeration(Class<?> raw) {
        List<Json> names = Stream.of(raw.getEnumConstants()).map(Json::of).toList();
        JsonObjectBuilder schema = Json.object();
        if (names.stream().allMatch(name -> name.kind() == JsonKind.STRING)) {
            schema.put("type", "string");
        }
        return schema.put("enum", Json.ofArray(names)).build();
    }

    private Json object(JavaType type) {
        String known = names.get(type);
        if (known != null) {
            return definitions.ref(known);
        }
        if (!open.add(type)) { // it contains itself
            return definitions.ref(names.computeIfAbsent(type, definitions::reserve));
        }
        Json body = objects.of(type);
        open.remove(type);
        String reserved = names.get(type);
        if (reserved == null && !SchemaDefinitions.isWorthAName(body)) {
            return body;
        }
        String name = reserved == null ? definitions.add(type, use, body) : definitions.add(reserved, body);
        names.put(type, name);
        return definitions.ref(name);
    }

    /// Whether values of exactly this class exist.
    static boolean isConcrete(Class<?> raw) {
        return !raw.isInterface() && !Modifier.isAbstract(raw.getModifiers());
    }
}
