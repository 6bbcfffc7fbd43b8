package afb4j.api;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

/// Says in words of JSON why a value does not fit a Java type.
final class JsonMismatch {

    private static final int SHOWN_CHARACTERS = 40;

    private static final Set<Class<?>> WHOLE_NUMBERS = Set.of(
            byte.class,
            short.class,
            int.class,
            long.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            BigInteger.class);

    private JsonMismatch() {}

    /// A wrong value, or a type that cannot be mapped at all.
    static JsonException exception(JacksonException failure, Json value, JavaType target) {
        if (failure instanceof InvalidDefinitionException) {
            return new JsonException(
                    "cannot map JSON to " + target.toCanonical() + ": " + failure.getOriginalMessage(), failure);
        }
        List<JacksonException.Reference> path = failure.getPath();
        String place = path.stream().map(JsonMismatch::step).collect(Collectors.joining());
        String refusal = refusal(failure);
        if (refusal != null) {
            return new JsonException(placed(place, refusal), failure);
        }
        String got = find(value, path).map(JsonMismatch::shown).orElse("nothing");
        return new JsonException(placed(place, "expected " + expected(failure, target) + ", got " + got), failure);
    }

    /// The value is null where the type has no word for it.
    static JsonException isNull(String place, JavaType target) {
        return new JsonException(placed(place, "expected " + wording(target.getRawClass()) + ", got null"));
    }

    /// A value as error texts show it.
    static String shown(Json value) {
        JsonKind kind = value.kind();
        if (kind == JsonKind.ARRAY || kind == JsonKind.OBJECT) {
            return kind.wording();
        }
        String text = value.text(JsonStyle.INDENTED);
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
    }

    private static String placed(String place, String problem) {
        return place.isEmpty() ? problem : place + ": " + problem;
    }

    /// One step of a JSON pointer (RFC 6901).
    private static String step(JacksonException.Reference reference) {
        String name = reference.getPropertyName();
        return "/"
                + (name == null ? reference.getIndex() : name.replace("~", "~0").replace("/", "~1"));
    }

    private static Optional<Json> find(Json value, List<JacksonException.Reference> path) {
        Optional<Json> found = Optional.of(value);
        for (JacksonException.Reference reference : path) {
            String name = reference.getPropertyName();
            int index = reference.getIndex();
            found = name != null
                    ? found.flatMap(parent -> parent.member(name))
                    : found.filter(parent -> parent.kind() == JsonKind.ARRAY && index < parent.size())
                            .map(parent -> parent.element(index));
        }
        return found;
    }

    /// What is wrong other than the kind of value: what the constructor of a mapped class said, a limit of
    /// Jackson.
    private static @Nullable String refusal(JacksonException failure) {
        if (failure instanceof StreamConstraintsException) {
            return "the number or text is too long to be mapped";
        }
        Throwable cause = failure instanceof ValueInstantiationException ? failure.getCause() : null;
        return cause == null ? null : cause.getMessage();
    }

    private static String expected(JacksonException failure, JavaType target) {
        Class<?> type = switch (failure) {
            case MismatchedInputException mismatch -> mismatch.getTargetType();
            case InputCoercionException coercion -> coercion.getTargetType();
            default -> null;
        };
        if (type == null) {
            return failure.getPath().isEmpty() ? wording(target.getRawClass()) : "another value";
        }
        return failure instanceof InputCoercionException
                ? wording(type) + " in the range of " + type.getSimpleName()
                : wording(type);
    }

    private static String wording(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (WHOLE_NUMBERS.contains(type)) {
            return "a whole number";
        }
        return kind(type).map(JsonKind::wording).orElseGet(() -> "a value fit for " + type.getSimpleName());
    }

    private static Optional<JsonKind> kind(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return Optional.of(JsonKind.BOOLEAN);
        }
        if (type == double.class || type == float.class || Number.class.isAssignableFrom(type)) {
            return Optional.of(JsonKind.NUMBER);
        }
        if (type == char.class || type == Character.class || CharSequence.class.isAssignableFrom(type)) {
            return Optional.of(JsonKind.STRING);
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return Optional.of(JsonKind.ARRAY);
        }
        boolean isOfJava = type.getName().startsWith("java.") && !Map.class.isAssignableFrom(type);
        return isOfJava ? Optional.empty() : Optional.of(JsonKind.OBJECT);
    }
}
