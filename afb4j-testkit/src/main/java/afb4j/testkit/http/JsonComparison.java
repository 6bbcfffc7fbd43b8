package afb4j.testkit.http;

import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Compares JSON by value: objects exactly, in any order of members; numbers by value; `{"$match":KIND}` and
/// what is between double braces by role.
final class JsonComparison {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String MATCH = "$match";

    private final Blanks blanks;

    JsonComparison(Blanks blanks) {
        this.blanks = blanks;
    }

    /// Returns whether `actual` is JSON that fits.
    boolean fits(JsonNode recorded, String actual) {
        try {
            JsonNode node = MAPPER.readTree(actual);
            return !node.isMissingNode() && fits(recorded, node);
        } catch (JacksonException _) { // not JSON, hence not what was recorded
            return false;
        }
    }

    /// A text that fits what was recorded, with some value for what is left open.
    static String sample(JsonNode recorded) {
        return recorded.toString()
                .replace(leftOpen("uuid"), "\"0f777860-6b89-4b54-aca1-3b77c7b189b9\"")
                .replace(leftOpen("integer"), "1")
                .replace(leftOpen("number"), "1.5");
    }

    private static String leftOpen(String kind) {
        return "{\"" + MATCH + "\":\"" + kind + "\"}";
    }

    private boolean fits(JsonNode recorded, JsonNode actual) {
        if (recorded.isObject()) {
            return recorded.has(MATCH) ? isOfKind(recorded.get(MATCH).asString(), actual) : members(recorded, actual);
        }
        if (recorded.isArray()) {
            return actual.isArray() && elements(recorded, actual);
        }
        if (recorded.isNumber()) {
            return actual.isNumber() && recorded.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        if (recorded.isString()) {
            return actual.isString() && blanks.fits(recorded.asString(), actual.asString());
        }
        return recorded.equals(actual);
    }

    private boolean isOfKind(String kind, JsonNode actual) {
        return switch (kind) {
            case "uuid" -> actual.isString() && blanks.isUuidOfStep(actual.asString());
            case "number" -> actual.isNumber();
            case "integer" -> actual.isIntegralNumber();
            case "string" -> actual.isString();
            default -> throw new IllegalArgumentException("$match is " + kind + ", which is not known");
        };
    }

    private boolean members(JsonNode recorded, JsonNode actual) {
        Set<String> names = new TreeSet<>(recorded.propertyNames());
        if (!actual.isObject() || !names.equals(new TreeSet<>(actual.propertyNames()))) {
            return false;
        }
        for (Map.Entry<String, JsonNode> member : recorded.properties()) {
            if (!fits(member.getValue(), actual.get(member.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private boolean elements(JsonNode recorded, JsonNode actual) {
        if (recorded.size() != actual.size()) {
            return false;
        }
        Iterator<JsonNode> others = actual.iterator();
        for (JsonNode element : recorded) {
            if (!fits(element, others.next())) {
                return false;
            }
        }
        return true;
    }
}
