package afb4j.examples.probe;

import afb4j.api.Json;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Whole numbers in arguments: as JSON numbers, and as the texts that come with a query or a form.
final class Numbers {

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,10}");

    private Numbers() {}

    /// The number, unless it is none, or not within 32 bits.
    static OptionalInt of(Json value) {
        return switch (value.kind()) {
            case NUMBER -> inRange(value.asDouble());
            case STRING -> {
                String text = value.asText();
                yield INTEGER.matcher(text).matches() ? inRange(Double.parseDouble(text)) : OptionalInt.empty();
            }
            case NULL, BOOLEAN, ARRAY, OBJECT -> OptionalInt.empty();
        };
    }

    /// The number that is a member of an object.
    static OptionalInt member(Json object, String name) {
        return object.member(name).map(Numbers::of).orElseGet(OptionalInt::empty);
    }

    private static OptionalInt inRange(double value) {
        return value == (int) value ? OptionalInt.of((int) value) : OptionalInt.empty();
    }
}
