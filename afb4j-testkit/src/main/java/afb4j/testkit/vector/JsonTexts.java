package afb4j.testkit.vector;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Compares JSON texts as values: white space, `\/`, order of members and notation of numbers do not count.
final class JsonTexts {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonTexts() {}

    /// Returns whether both are the same value. A text that is not JSON stands for the JSON string that holds
    /// it (W-27).
    ///
    /// @param sameText compares two strings inside the values
    static boolean same(String expected, String actual, BiPredicate<String, String> sameText) {
        return same(value(expected), value(actual), sameText);
    }

    /// Returns whether a text is a JSON object with these members.
    static boolean hasMembers(String text, String... names) {
        return parse(text)
                .filter(node -> List.of(names).stream().allMatch(node::has))
                .isPresent();
    }

    private static JsonNode value(String text) {
        return parse(text).orElseGet(() -> MAPPER.getNodeFactory().stringNode(text));
    }

    private static Optional<JsonNode> parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (JacksonException _) {
            // not JSON: the caller takes the text for a string
            return Optional.empty();
        }
    }

    private static boolean same(JsonNode expected, JsonNode actual, BiPredicate<String, String> sameText) {
        if (expected.isNumber() && actual.isNumber()) {
            return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        if (expected.isString() && actual.isString()) {
            return sameText.test(expected.asString(), actual.asString());
        }
        if (expected.isArray() && actual.isArray()) {
            return sameElements(expected, actual, sameText);
        }
        if (expected.isObject() && actual.isObject()) {
            return sameMembers(expected, actual, sameText);
        }
        return expected.equals(actual);
    }

    private static boolean sameElements(JsonNode expected, JsonNode actual, BiPredicate<String, String> sameText) {
        if (expected.size() != actual.size()) {
            return false;
        }
        Iterator<JsonNode> others = actual.iterator();
        for (JsonNode element : expected) {
            if (!same(element, others.next(), sameText)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameMembers(JsonNode expected, JsonNode actual, BiPredicate<String, String> sameText) {
        Set<String> names = new TreeSet<>(expected.propertyNames());
        if (!names.equals(new TreeSet<>(actual.propertyNames()))) {
            return false;
        }
        for (Map.Entry<String, JsonNode> member : expected.properties()) {
            if (!same(member.getValue(), actual.get(member.getKey()), sameText)) {
                return false;
            }
        }
        return true;
    }
}
