package afb4j.examples.hello;

import static java.nio.charset.StandardCharsets.UTF_8;

import afb4j.api.Json;
import afb4j.api.JsonKind;
import afb4j.api.JsonStyle;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the sample reads its arguments (hello.md 3 and 7): more leniently than a verb has to.
final class Arguments {

    private static final double MAX_SECONDS = 3_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long MAX_MILLIS = 0xffff_ffffL;
    private static final Pattern UNSIGNED = Pattern.compile("\\d{1,10}");
    private static final Pattern LEADING_INTEGER = Pattern.compile("\\s*([+-]?\\d{1,18})");
    private static final Pattern NUMERIC = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private Arguments() {}

    /// A member that is there and not `null`.
    static Optional<Json> member(Json object, String name) {
        return object.member(name).filter(value -> !value.isNull());
    }

    /// A member that is a text.
    static Optional<String> text(Json object, String name) {
        return object.member(name)
                .filter(value -> value.kind() == JsonKind.STRING)
                .map(Json::asText);
    }

    /// A member as a text: a number or a boolean is its own text.
    static Optional<String> scalar(Json object, String name) {
        return object.member(name).flatMap(value -> switch (value.kind()) {
            case STRING -> Optional.of(value.asText());
            case NUMBER, BOOLEAN -> Optional.of(value.compact());
            case NULL, ARRAY, OBJECT -> Optional.empty();
        });
    }

    /// The integer a value stands for; 0 if for none. Too big ones are the biggest.
    static int intOf(Json value) {
        return switch (value.kind()) {
            case NUMBER -> (int) value.asDouble();
            case BOOLEAN -> value.asBoolean() ? 1 : 0;
            case STRING -> leadingInteger(value.asText());
            case NULL, ARRAY, OBJECT -> 0;
        };
    }

    private static int leadingInteger(String text) {
        Matcher integer = LEADING_INTEGER.matcher(text);
        return integer.lookingAt()
                ? Math.clamp(Long.parseLong(integer.group(1)), Integer.MIN_VALUE, Integer.MAX_VALUE)
                : 0;
    }

    /// The time that a number of seconds, or a text of one, stands for; empty if for none, or out of range.
    static Optional<Duration> seconds(Json value) {
        double seconds = switch (value.kind()) {
            case NUMBER -> value.asDouble();
            case STRING -> NUMERIC.matcher(value.asText()).matches() ? Double.parseDouble(value.asText()) : Double.NaN;
            case NULL, BOOLEAN, ARRAY, OBJECT -> Double.NaN;
        };
        return seconds >= 0 && seconds <= MAX_SECONDS
                ? Optional.of(Duration.ofNanos((long) (seconds * NANOS_PER_SECOND)))
                : Optional.empty();
    }

    /// The time that a whole number of milliseconds, of 32 bits and without sign, stands for; empty if for
    /// none.
    static Optional<Duration> millis(Json value) {
        return value.kind() == JsonKind.NUMBER
                        && UNSIGNED.matcher(value.compact()).matches()
                ? Optional.of(Long.parseLong(value.compact()))
                        .filter(millis -> millis <= MAX_MILLIS)
                        .map(Duration::ofMillis)
                : Optional.empty();
    }

    /// What the sample of 2020 takes for a value: a text is parsed, and one that cannot be is `null`.
    static Json parsed(Json value) {
        if (value.kind() != JsonKind.STRING) {
            return value;
        }
        String text = value.asText();
        Json parsed = Json.received(text.getBytes(UTF_8));
        boolean unparsable = parsed.kind() == JsonKind.STRING && parsed.asText().equals(text);
        return unparsable ? Json.NULL : parsed;
    }

    /// A value inside a text for people: texts bare, others in the layout of C peers.
    static String words(Json value) {
        return switch (value.kind()) {
            case NULL -> "(null)";
            case STRING -> value.asText();
            case NUMBER, BOOLEAN, ARRAY, OBJECT -> value.text(JsonStyle.SPACED);
        };
    }
}
