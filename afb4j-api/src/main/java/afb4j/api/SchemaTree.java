package afb4j.api;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Building and changing JSON schemas.
final class SchemaTree {

    static final String REF = "$ref";

    /// Everything fits it.
    static final Json ANYTHING = Json.object().build();

    static final Json NULL_ONLY = type("null");

    private static final String TYPE = "type";
    private static final String ENUM = "enum";
    private static final String ANY_OF = "anyOf";

    private SchemaTree() {}

    static Json type(String name) {
        return Json.object().put(TYPE, name).build();
    }

    static Json type(String name, String format) {
        return Json.object().put(TYPE, name).put("format", format).build();
    }

    static Json ref(String prefix, String name) {
        return Json.object().put(REF, prefix + name).build();
    }

    static Json anyOf(List<Json> schemas) {
        return Json.object().put(ANY_OF, Json.ofArray(schemas)).build();
    }

    /// What fits `schema`, or null.
    static Json nullable(Json schema) {
        if (schema.size() == 0 || isNullable(schema)) {
            return schema;
        }
        Json type = schema.member(TYPE).orElse(Json.NULL);
        if (type.isNull() || schema.member("const").isPresent()) {
            return anyOf(List.of(schema, NULL_ONLY));
        }
        JsonObjectBuilder wider = Json.object();
        schema.members().forEach((keyword, value) -> {
            switch (keyword) {
                case TYPE -> wider.put(TYPE, plus(type, Json.of("null")));
                case ENUM -> wider.put(ENUM, plus(value, Json.NULL));
                default -> wider.put(keyword, value);
            }
        });
        return wider.build();
    }

    private static boolean isNullable(Json schema) {
        Json type = schema.member(TYPE).orElse(Json.NULL);
        return type.equals(Json.of("null"))
                || isArrayWith(type, Json.of("null"))
                || isArrayWith(schema.member(ANY_OF).orElse(Json.NULL), NULL_ONLY);
    }

    private static boolean isArrayWith(Json array, Json element) {
        return array.kind() == JsonKind.ARRAY && array.elements().contains(element);
    }

    private static Json plus(Json oneOrMany, Json further) {
        List<Json> many = oneOrMany.kind() == JsonKind.ARRAY ? oneOrMany.elements() : List.of(oneOrMany);
        return Json.ofArray(Stream.concat(many.stream(), Stream.of(further)).toList());
    }

    /// The same with each object in it replaced, the inner ones first.
    static Json rewrite(Json value, UnaryOperator<Json> change) {
        return switch (value.kind()) {
            case ARRAY ->
                Json.ofArray(value.elements().stream()
                        .map(element -> rewrite(element, change))
                        .toList());
            case OBJECT -> {
                JsonObjectBuilder object = Json.object();
                value.members().forEach((name, member) -> object.put(name, rewrite(member, change)));
                yield change.apply(object.build());
            }
            case NULL, BOOLEAN, NUMBER, STRING -> value;
        };
    }

    /// The same with another value of a member.
    static Json with(Json object, String name, Json value) {
        JsonObjectBuilder changed = Json.object();
        object.members().forEach(changed::put);
        return changed.put(name, value).build();
    }
}
