package afb4j.api;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// Makes the schemas of one document, which has a place for those that are referred to, such as
/// `components/schemas` of OpenAPI. Not thread-safe.
public final class Schemas {

    private final String prefix;
    private final SchemaDefinitions definitions;
    private final Map<SchemaUse, TypeSchemas> byUse = new EnumMap<>(SchemaUse.class);

    /// Schemas of a document.
    ///
    /// @param prefix how references to that place begin, such as `#/components/schemas/`
    public Schemas(String prefix) {
        this.prefix = prefix;
        definitions = new SchemaDefinitions(prefix);
    }

    /// The schema of a shape; it refers to [#definitions()]. Empty when the shape is unknown.
    ///
    /// @param name for a given schema that has to move to that place, such as `radio.tune.input`; letters,
    ///     digits, `.`, `-` and `_`
    /// @throws JsonException when the Java type cannot be mapped
    public Optional<Json> of(String name, Shape shape, SchemaUse use) {
        return switch (shape) {
            case UnknownShape _ -> Optional.empty();
            case NoValue _ -> Optional.of(nothing(use));
            case GivenShape given -> Optional.of(given(name, given.schema()));
            case TypeShape type -> Optional.of(ofType(type.type(), use));
            case MembersShape members -> Optional.of(ofMembers(members, use));
        };
    }

    /// What the schemas made so far refer to, by name; unmodifiable.
    public Map<String, Json> definitions() {
        return definitions.all();
    }

    /// What takes nothing does not mind an object, as HTTP always has one.
    private Json nothing(SchemaUse use) {
        return use == SchemaUse.INPUT ? ofMembers(new MembersShape(List.of()), use) : SchemaTree.NULL_ONLY;
    }

    private Json ofType(Type type, SchemaUse use) {
        try {
            return byUse.computeIfAbsent(use, one -> new TypeSchemas(one, definitions))
                    .of(JsonMapping.javaType(type));
        } catch (JacksonException | IllegalArgumentException cause) { // also of its introspection
            throw new JsonException("there is no schema of " + type.getTypeName() + ": " + cause.getMessage(), cause);
        }
    }

    private Json ofMembers(MembersShape shape, SchemaUse use) {
        JsonObjectBuilder properties = Json.object();
        List<String> required = new ArrayList<>();
        for (MembersShape.Member member : shape.members()) {
            Json schema = ofType(member.type(), use);
            boolean mayMiss = member.optional() && !member.words().required();
            properties.put(member.name(), member.words().addTo(mayMiss ? SchemaTree.nullable(schema) : schema));
            if (!mayMiss) {
                required.add(member.name());
            }
        }
        Json object = Json.object()
                .put("type", "object")
                .put("properties", properties.build())
                .build();
        return required.isEmpty()
                ? SchemaTree.nullable(object)
                : SchemaTree.with(object, "required", Json.of(required));
    }

    /// A given schema that refers to itself moves to a place of its own, and its references with it.
    private Json given(String name, Json schema) {
        if (schema.kind() != JsonKind.OBJECT) {
            return schema;
        }
        JsonObjectBuilder plain = Json.object();
        schema.members().forEach((keyword, value) -> {
            if (!keyword.equals("$schema")) {
                plain.put(keyword, value);
            }
        });
        Json unmoved = plain.build();
        Json moved = SchemaTree.rewrite(unmoved, object -> moved(object, prefix + name));
        if (moved.equals(unmoved)) {
            return unmoved;
        }
        definitions.add(name, moved);
        return definitions.ref(name);
    }

    private static Json moved(Json object, String root) {
        return object.member(SchemaTree.REF)
                .filter(ref -> ref.kind() == JsonKind.STRING && ref.asText().startsWith("#"))
                .map(ref -> SchemaTree.with(
                        object, SchemaTree.REF, Json.of(root + ref.asText().substring(1))))
                .orElse(object);
    }
}
