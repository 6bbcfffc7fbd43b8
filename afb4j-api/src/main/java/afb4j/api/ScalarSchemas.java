package afb4j.api;

import static afb4j.api.SchemaTree.nullable;
import static afb4j.api.SchemaTree.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The schemas of types that are one JSON value. A `format` says what the type alone does not: `int32` and
/// `int64` are the ranges of Java, as in OpenAPI.
final class ScalarSchemas {

    private static final int MIN_BYTE = -128;
    private static final int MAX_UNSIGNED_BYTE = 255;

    private static final Map<Class<?>, Json> BOTH = both();

    /// Types of time that are written as texts, and read from numbers of seconds too.
    private static final Map<Class<?>, String> TIMES = Map.of(
            Duration.class, "duration",
            Instant.class, "date-time",
            OffsetDateTime.class, "date-time",
            ZonedDateTime.class, "date-time");

    private ScalarSchemas() {}

    /// The schema of `raw`, null if it is none of these types.
    static @Nullable Json find(Class<?> raw, SchemaUse use) {
        String time = TIMES.get(raw);
        if (time != null) {
            return use == SchemaUse.OUTPUT ? type("string", time) : textOrNumber(time);
        }
        if (raw == byte.class || raw == Byte.class) {
            return range(MIN_BYTE, use == SchemaUse.INPUT ? MAX_UNSIGNED_BYTE : Byte.MAX_VALUE);
        }
        return BOTH.get(raw);
    }

    private static Json textOrNumber(String format) {
        return Json.object()
                .put("type", List.of("string", "number"))
                .put("format", format)
                .build();
    }

    private static Json range(int minimum, int maximum) {
        return Json.object()
                .put("type", "integer")
                .put("minimum", minimum)
                .put("maximum", maximum)
                .build();
    }

    private static Map<Class<?>, Json> both() {
        Map<Class<?>, Json> schemas = new HashMap<>();
        put(schemas, type("boolean"), boolean.class, Boolean.class, Bool.class);
        put(schemas, range(Short.MIN_VALUE, Short.MAX_VALUE), short.class, Short.class);
        put(schemas, type("integer", "int32"), int.class, Integer.class);
        put(schemas, type("integer", "int64"), long.class, Long.class);
        put(schemas, type("integer"), BigInteger.class, Int.class);
        put(schemas, type("number", "float"), float.class, Float.class);
        put(schemas, type("number", "double"), double.class, Double.class, Real.class);
        put(schemas, type("number"), Number.class, BigDecimal.class);
        put(schemas, nullable(type("integer", "int32")), OptionalInt.class);
        put(schemas, nullable(type("integer", "int64")), OptionalLong.class);
        put(schemas, nullable(type("number", "double")), OptionalDouble.class);
        put(schemas, type("string"), String.class, CharSequence.class, LocalDateTime.class);
        put(schemas, nullable(type("string")), Text.class);
        put(schemas, type("string", "date"), LocalDate.class);
        put(schemas, type("string", "time"), LocalTime.class);
        put(schemas, type("string", "uuid"), UUID.class);
        put(schemas, type("string", "uri"), URI.class);
        put(schemas, character(), char.class, Character.class);
        put(
                schemas,
                Json.object()
                        .put("type", "string")
                        .put("contentEncoding", "base64")
                        .build(),
                byte[].class);
        return Map.copyOf(schemas);
    }

    private static Json character() {
        return Json.object()
                .put("type", "string")
                .put("minLength", 1)
                .put("maxLength", 1)
                .build();
    }

    private static void put(Map<Class<?>, Json> schemas, Json schema, Class<?>... types) {
        for (Class<?> one : types) {
            schemas.put(one, schema);
        }
    }
}
