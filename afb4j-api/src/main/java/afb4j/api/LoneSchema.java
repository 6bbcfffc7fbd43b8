package afb4j.api;

import static afb4j.api.SchemaTree.REF;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Makes a schema that stands alone: what it refers to once is put in its place, the rest below `$defs`.
final class LoneSchema {

    private static final String PREFIX = "#/$defs/";
    private static final String ANY_OF = "anyOf";

    private final Map<String, Json> definitions;
    private final Map<String, Integer> uses = new HashMap<>();

    private LoneSchema(Map<String, Json> definitions) {
        this.definitions = definitions;
    }

    static Optional<Json> of(Shape shape, SchemaUse use) {
        if (shape instanceof GivenShape given) {
            return Optional.of(given.schema());
        }
        Schemas schemas = new Schemas(PREFIX);
        Optional<Json> root = schemas.of("", shape, use);
        return root.map(schema -> new LoneSchema(schemas.definitions()).compose(schema));
    }

    private Json compose(Json root) {
        if (definitions.isEmpty()) {
            return root;
        }
        count(root);
        definitions.values().forEach(this::count);
        Json composed = inlined(root);
        JsonObjectBuilder shared = Json.object();
        definitions.forEach((name, schema) -> {
            if (isShared(name)) {
                shared.put(name, inlined(schema));
            }
        });
        Json all = shared.build();
        return all.size() == 0 ? composed : SchemaTree.with(composed, "$defs", all);
    }

    private void count(Json schema) {
        SchemaTree.rewrite(schema, object -> {
            target(object).ifPresent(name -> uses.merge(name, 1, Integer::sum));
            return object;
        });
    }

    private boolean isShared(String name) {
        return uses.getOrDefault(name, 0) > 1;
    }

    private static Optional<String> target(Json object) {
        return object.member(REF)
                .filter(ref -> ref.kind() == JsonKind.STRING && ref.asText().startsWith(PREFIX))
                .map(ref -> ref.asText().substring(PREFIX.length()));
    }

    private Json inlined(Json schema) {
        return SchemaTree.rewrite(schema, object -> {
            Optional<String> name = target(object);
            if (name.isPresent() && !isShared(name.get())) {
                return replaced(object, REF, inlined(definitions.getOrDefault(name.get(), SchemaTree.ANYTHING)));
            }
            return unfolded(object);
        });
    }

    /// `schema` in the place of what `keyword` said, with what stands beside it.
    private static Json replaced(Json object, String keyword, Json schema) {
        JsonObjectBuilder both = Json.object();
        schema.members().forEach(both::put);
        object.members().forEach((beside, value) -> {
            if (!beside.equals(keyword)) {
                both.put(beside, value);
            }
        });
        return both.build();
    }

    /// What may be null, in the short form if its type is known by now.
    private static Json unfolded(Json object) {
        Json alternatives = object.member(ANY_OF).orElse(Json.NULL);
        boolean isNullable = alternatives.kind() == JsonKind.ARRAY
                && alternatives.size() == 2
                && alternatives.element(1).equals(SchemaTree.NULL_ONLY);
        return isNullable ? replaced(object, ANY_OF, SchemaTree.nullable(alternatives.element(0))) : object;
    }
}
