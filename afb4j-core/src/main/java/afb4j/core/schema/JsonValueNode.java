package afb4j.core.schema;

import afb4j.api.Json;
import afb4j.api.JsonException;
import afb4j.api.JsonKind;
import afb4j.api.JsonStyle;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.SimpleType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A [Json] as the validator sees it.
///
/// A number is whole if it is written so, because only such are mapped to whole numbers in Java. Numbers out of
/// the range of a double count as just out of it, so that no comparison costs more than their digits. For one
/// thread.
final class JsonValueNode implements JsonNode {

    /// As the library that maps values.
    private static final int MAX_DIGITS = 1000;

    private static final int MAX_SHOWN = 40;

    private static final BigDecimal BEYOND = new BigDecimal("1E400");
    private static final int MAX_EXPONENT = 400;

    private final String pointer;
    private final Json value;
    private @Nullable List<JsonNode> elements;
    private @Nullable Map<String, JsonNode> members;

    private JsonValueNode(String pointer, Json value) {
        this.pointer = pointer;
        this.value = value;
    }

    static JsonNode of(Json value) {
        return new JsonValueNode("", value);
    }

    /// For the schemas of schemas, which the validator reads as texts.
    static final class Factory implements JsonNodeFactory {

        @Override
        public JsonNode wrap(Object node) {
            return node instanceof JsonNode known ? known : of((Json) node);
        }

        @Override
        public JsonNode create(String text) {
            return of(Json.parse(text));
        }
    }

    @Override
    public String getJsonPointer() {
        return pointer;
    }

    @Override
    public SimpleType getNodeType() {
        return switch (value.kind()) {
            case NULL -> SimpleType.NULL;
            case BOOLEAN -> SimpleType.BOOLEAN;
            case STRING -> SimpleType.STRING;
            case ARRAY -> SimpleType.ARRAY;
            case OBJECT -> SimpleType.OBJECT;
            case NUMBER -> isWhole(value.compact()) ? SimpleType.INTEGER : SimpleType.NUMBER;
        };
    }

    private static boolean isWhole(String number) {
        return number.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    }

    @Override
    public boolean asBoolean() {
        return value.asBoolean();
    }

    @Override
    public String asString() {
        return value.asText();
    }

    @Override
    public BigInteger asInteger() {
        return new BigInteger(digits());
    }

    @Override
    public BigDecimal asNumber() {
        double nearest = value.asDouble();
        if (Double.isNaN(nearest) || Double.isInfinite(nearest)) {
            return nearest < 0 ? BEYOND.negate() : BEYOND;
        }
        BigDecimal number = exact(digits());
        long exponent = (long) number.precision() - number.scale();
        return number.signum() == 0 || exponent < -MAX_EXPONENT ? BigDecimal.ZERO : number;
    }

    private static BigDecimal exact(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException _) { // its exponent is beyond what a BigDecimal has room for, to zero
            return BigDecimal.ZERO;
        }
    }

    private String digits() {
        String text = value.compact();
        if (text.length() > MAX_DIGITS) {
            throw new JsonException("expected a number of " + MAX_DIGITS + " digits at most");
        }
        return text;
    }

    @Override
    public List<JsonNode> asArray() {
        List<JsonNode> known = elements;
        if (known == null) {
            known = new ArrayList<>();
            for (Json element : value.elements()) {
                known.add(new JsonValueNode(pointer + "/" + known.size(), element));
            }
            elements = known;
        }
        return known;
    }

    @Override
    public Map<String, JsonNode> asObject() {
        Map<String, JsonNode> known = members;
        if (known == null) {
            known = new LinkedHashMap<>();
            for (Map.Entry<String, Json> member : value.members().entrySet()) {
                String place = pointer + "/" + JsonNode.encodeJsonPointer(member.getKey());
                known.put(member.getKey(), new JsonValueNode(place, member.getValue()));
            }
            members = known;
        }
        return known;
    }

    @Override
    public String toPrintableString() {
        return shown(value);
    }

    /// As error texts show a value.
    static String shown(Json value) {
        JsonKind kind = value.kind();
        if (kind == JsonKind.ARRAY || kind == JsonKind.OBJECT) {
            return kind.wording();
        }
        String text = value.text(JsonStyle.INDENTED);
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }
}
