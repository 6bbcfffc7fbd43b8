package afb4j.core.schema;

import afb4j.api.Json;
import afb4j.api.JsonKind;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.MessageProvider;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Says in the words of [Json#as(Class)] why a value does not fit a schema: the place, what was expected, what
/// came. Of several faults it tells the innermost, which says most.
final class MismatchWords implements MessageProvider {

    private static final Pattern NAME = Pattern.compile("[a-z]+");

    private static final Map<String, String> KINDS = Map.of(
            "null", JsonKind.NULL.wording(),
            "boolean", JsonKind.BOOLEAN.wording(),
            "string", JsonKind.STRING.wording(),
            "integer", "a whole number",
            "number", JsonKind.NUMBER.wording(),
            "array", JsonKind.ARRAY.wording(),
            "object", JsonKind.OBJECT.wording());

    /// Marks the message about missing members, which stand one step further inside.
    private static final String MISSING = "\u0000";

    /// What was expected, by keyword; `arguments` are those of the texts of the library.
    @Override
    public String getMessage(String keyword, Object... arguments) {
        return switch (keyword) {
            case "type" -> kinds(String.valueOf(arguments[1]));
            case "enum" -> "one of " + names(String.valueOf(arguments[1]));
            case "const" -> String.valueOf(arguments[1]);
            case "minimum" -> arguments[1] + " or more";
            case "maximum" -> arguments[1] + " or less";
            case "exclusiveMinimum" -> "more than " + arguments[1];
            case "exclusiveMaximum" -> "less than " + arguments[1];
            case "multipleOf" -> "a multiple of " + arguments[1];
            case "minLength" -> "a string of " + arguments[1] + " characters at least";
            case "maxLength" -> "a string of " + arguments[1] + " characters at most";
            case "pattern" -> "a string that matches " + arguments[1];
            case "minItems" -> "an array of " + arguments[1] + " elements at least";
            case "maxItems" -> "an array of " + arguments[1] + " elements at most";
            case "uniqueItems" -> "an array of different elements";
            case "minProperties" -> "an object of " + arguments[1] + " members at least";
            case "maxProperties" -> "an object of " + arguments[1] + " members at most";
            case "required", "dependentRequired" -> MISSING + first(arguments[0]);
            case "falseSchema" -> "no such member";
            default -> "another value";
        };
    }

    private static String names(String texts) {
        return texts.replaceAll("[\\[\\]\"]", "").replaceAll("(, ?null$)|(^null, ?)", "");
    }

    private static String kinds(String names) {
        List<String> kinds = NAME.matcher(names)
                .results()
                .map(MatchResult::group)
                .map(name -> KINDS.getOrDefault(name, name))
                .toList();
        boolean mayBeNull = kinds.size() > 1;
        return kinds.stream()
                .filter(kind -> !mayBeNull || !kind.equals(JsonKind.NULL.wording()))
                .collect(Collectors.joining(" or "));
    }

    /// The text about `argument`, of which these things are wrong.
    static String text(List<Error> errors, Json argument) {
        int depth = errors.stream().mapToInt(MismatchWords::depth).max().orElse(0);
        Optional<Error> missing = errors.stream()
                .filter(error -> error.getError().startsWith(MISSING))
                .max(Comparator.comparingInt(MismatchWords::depth));
        if (missing.isPresent() && depth(missing.get()) == depth) {
            return missing.get().getInstanceLocation()
                    + missing.get().getError().substring(MISSING.length())
                    + ": expected a value, the member is missing";
        }
        String place = errors.stream()
                .filter(error -> depth(error) == depth)
                .map(Error::getInstanceLocation)
                .findFirst()
                .orElse("");
        List<String> expected = errors.stream()
                .filter(error -> error.getInstanceLocation().equals(place))
                .map(Error::getError)
                .distinct()
                .toList();
        String got = ", got " + find(argument, place).map(JsonValueNode::shown).orElse("nothing");
        return (place.isEmpty() ? "" : place + ": ") + "expected " + choice(expected) + got;
    }

    /// Faults of several branches at one place: any of them would do. That none did is no news then.
    private static String choice(List<String> expected) {
        List<String> telling = expected.stream()
                .filter(one -> !one.equals("another value"))
                .filter(one -> expected.size() == 1 || !one.equals(JsonKind.NULL.wording()))
                .toList();
        return telling.isEmpty() ? "another value" : String.join(" or ", telling);
    }

    /// The step to the first of several members that are missing.
    private static String first(Object names) {
        return "/"
                + ((Collection<?>) names)
                        .stream()
                                .map(String::valueOf)
                                .sorted()
                                .findFirst()
                                .map(JsonNode::encodeJsonPointer)
                                .orElse("");
    }

    private static int depth(Error error) {
        return (int) error.getInstanceLocation().chars().filter(c -> c == '/').count();
    }

    private static Optional<Json> find(Json value, String pointer) {
        Optional<Json> found = Optional.of(value);
        for (String step :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            String name = step.replace("~1", "/").replace("~0", "~");
            found = found.flatMap(parent -> parent.kind() == JsonKind.ARRAY
                    ? parent.elements().stream().skip(Integer.parseInt(name)).findFirst()
                    : parent.member(name));
        }
        return found;
    }
}
