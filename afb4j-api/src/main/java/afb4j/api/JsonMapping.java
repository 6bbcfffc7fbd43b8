package afb4j.api;

import java.lang.reflect.Type;
import java.util.Collections;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/// Java values to JSON and back, by Jackson. Loaded when first needed: scalars and texts do without it.
final class JsonMapping {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule("afb4j")
                    .addSerializer(Json.class, new JsonEmbedding.Writer())
                    .addDeserializer(Json.class, new JsonEmbedding.Reader()))
            .annotationIntrospector(new PrimitivesAreRequired())
            .withCoercionConfig(LogicalType.Textual, JsonMapping::textsOnly)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(EnumFeature.READ_ENUMS_USING_TO_STRING, EnumFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT, DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS, JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private JsonMapping() {}

    /// A missing `int` would be 0 without a word; `Optional<Integer>` is for what may be missing.
    private static final class PrimitivesAreRequired extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            boolean isPrimitive =
                    member instanceof AnnotatedParameter && member.getRawType().isPrimitive();
            return isPrimitive ? Boolean.TRUE : super.hasRequiredMarker(config, member);
        }
    }

    private static void textsOnly(MutableCoercionConfig coercions) {
        coercions
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
    }

    /// How values are read, or written: what schemas are made from.
    static MapperConfig<?> config(SchemaUse use) {
        return switch (use) {
            case INPUT -> MAPPER.deserializationConfig();
            case OUTPUT -> MAPPER.serializationConfig();
        };
    }

    static JavaType javaType(Type type) {
        return MAPPER.constructType(type);
    }

    /// The clean text of a Java value.
    static byte[] write(Object value) {
        try {
            return JsonReader.composed(MAPPER.writeValueAsBytes(value));
        } catch (JacksonException e) {
            throw new JsonException(
                    "cannot write " + value.getClass().getName() + " as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /// The Java value of a JSON value.
    static Object read(Json value, Type type) {
        return read(value, MAPPER.constructType(type));
    }

    /// The Java values of a JSON array; unmodifiable.
    static <T> List<T> readList(Json value, Class<T> type) {
        JavaType target = MAPPER.getTypeFactory().constructCollectionType(List.class, type);
        @SuppressWarnings("unchecked") // Jackson gives what it was asked for
        List<T> elements = (List<T>) read(value, target);
        int nullAt = elements.indexOf(null);
        if (nullAt >= 0) {
            throw JsonMismatch.isNull("/" + nullAt, target.getContentType());
        }
        return Collections.unmodifiableList(elements);
    }

    private static Object read(Json value, JavaType target) {
        byte[] clean = value.cleanUtf8();
        Object result;
        try {
            result = MAPPER.readerFor(target)
                    .withAttribute(JsonEmbedding.SOURCE, clean)
                    .readValue(clean);
        } catch (JacksonException e) {
            throw JsonMismatch.exception(e, value, target);
        }
        if (result == null) {
            throw JsonMismatch.isNull("", target);
        }
        return result;
    }
}
