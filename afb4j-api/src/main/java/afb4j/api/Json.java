package afb4j.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A JSON value that keeps its text as it came and is parsed only when asked.
///
/// What came from a peer ([#received]) is neither checked nor copied until a method needs its meaning;
/// forwarding it sends the same bytes. Reading is lenient as C peers are (W-27): any text has a value, a text
/// that cannot be parsed is a string holding the whole text. What is made here ([#of], [#parse], [#object])
/// is strict JSON from the start.
///
/// Immutable and safe for use by any thread.
public final class Json implements Data {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    /// The value `null`.
    public static final Json NULL = strict("null".getBytes(UTF_8));

    /// The value `true`.
    public static final Json TRUE = strict("true".getBytes(UTF_8));

    /// The value `false`.
    public static final Json FALSE = strict("false".getBytes(UTF_8));

    private final byte[] text;
    private final boolean strict;

    private Json(byte[] text, boolean strict) {
        this.text = text;
        this.strict = strict;
    }

    static Json strict(byte[] text) {
        return new Json(text, true);
    }

    /// A value as a peer sent it, not parsed now (W-24, W-27).
    ///
    /// @param utf8 the text; owned by the value from now on, the caller does not touch it again
    public static Json received(byte[] utf8) {
        return new Json(utf8, false);
    }

    /// A value as a peer of 2017 sent it: as [#received], except that only the exact text `null` is null,
    /// `NULL` is a string (L-11).
    ///
    /// @param utf8 the text; owned by the value from now on, the caller does not touch it again
    public static Json receivedFrom2017(byte[] utf8) {
        return new Json(utf8, false);
    }

    /// The value of a strict JSON text (RFC 8259), nested at most 32 deep. Of members of the same name the
    /// last one counts.
    ///
    /// @throws JsonException if the text is not strict JSON; the message names line, column and what was
    ///     expected
    public static Json parse(String text) {
        return strict(text.getBytes(UTF_8));
    }

    /// The JSON of a Java value: `null`, a text, number, boolean, list, array, map, enum, optional, record,
    /// plain object, or a [Json] itself. Members of records keep their order. The module of a mapped class
    /// opens its package to `tools.jackson.databind`.
    ///
    /// @throws JsonException if the value has no JSON form, or is nested more than 32 deep
    public static Json of(@Nullable Object value) {
        return value instanceof Json json ? json : strict(MAPPER.writeValueAsBytes(value));
    }

    /// The array of these values; each is mapped as [#of] does.
    public static Json array(@Nullable Object... values) {
        return ofArray(Stream.of(values).map(Json::of).toList());
    }

    /// The array of these values.
    ///
    /// @throws JsonException if the result is nested more than 32 deep
    public static Json ofArray(List<Json> values) {
        return strict(values.stream()
                .map(Json::text)
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(UTF_8));
    }

    /// Starts an object: `Json.object().put("a", 1).put("b", "x").build()`.
    public static JsonObjectBuilder object() {
        return new JsonObjectBuilder();
    }

    /// The text as it came or was made. Bytes that are not UTF-8 show as U+FFFD.
    public String text() {
        return new String(text, UTF_8);
    }

    /// The value as strict JSON without blanks, see [JsonStyle#COMPACT].
    public String compact() {
        return text(JsonStyle.COMPACT);
    }

    /// The value laid out in the given style.
    public String text(JsonStyle style) {
        return style == JsonStyle.COMPACT ? tree().toString() : tree().toPrettyString();
    }

    /// What kind of value this is. Parses a received text the first time.
    public JsonKind kind() {
        return switch (tree().getNodeType()) {
            case ARRAY -> JsonKind.ARRAY;
            case BOOLEAN -> JsonKind.BOOLEAN;
            case NUMBER -> JsonKind.NUMBER;
            case OBJECT -> JsonKind.OBJECT;
            case STRING -> JsonKind.STRING;
            default -> JsonKind.NULL;
        };
    }

    /// Whether this is `null`.
    public boolean isNull() {
        return kind() == JsonKind.NULL;
    }

    /// The member of that name; empty if there is none or if this is not an object.
    public Optional<Json> member(String name) {
        return Optional.ofNullable(tree().get(name)).map(node -> of(node));
    }

    /// The members by name, in the order of the text; unmodifiable.
    ///
    /// @throws JsonException if this is not an object
    public Map<String, Json> members() {
        Map<String, Json> members = new LinkedHashMap<>();
        tree().forEachEntry((name, node) -> members.put(name, of(node)));
        return members;
    }

    /// The elements in order; unmodifiable.
    ///
    /// @throws JsonException if this is not an array
    public List<Json> elements() {
        return tree().valueStream().map(Json::of).toList();
    }

    /// The element at that index, from 0.
    ///
    /// @throws JsonException if this is not an array or has no such element
    public Json element(int index) {
        return elements().get(index);
    }

    /// How many elements or members there are; 0 for other kinds.
    public int size() {
        return tree().size();
    }

    /// The content of a string.
    ///
    /// @throws JsonException if this is not a string
    public String asText() {
        return tree().asString();
    }

    /// A whole number; `1.0` and `1e3` are whole.
    ///
    /// @throws JsonException if this is not a number, not whole, or out of the range of a long
    public long asLong() {
        return tree().asLong();
    }

    /// A whole number, as [#asLong].
    ///
    /// @throws JsonException if this is not a number, not whole, or out of the range of an int
    public int asInt() {
        return tree().asInt();
    }

    /// The nearest double of a number; infinite if it is too big.
    ///
    /// @throws JsonException if this is not a number
    public double asDouble() {
        return tree().asDouble();
    }

    /// A boolean.
    ///
    /// @throws JsonException if this is neither `true` nor `false`
    public boolean asBoolean() {
        return tree().asBoolean();
    }

    /// This value as a record, enum, plain object, or any other class Jackson maps. Members without
    /// counterpart are ignored.
    ///
    /// @throws JsonException if it does not fit; the message begins with the JSON pointer of the place
    public <T> T as(Class<T> type) {
        return MAPPER.readValue(text, type);
    }

    /// This value as a type with parameters; otherwise as [#as(Class)].
    public Object as(Type type) {
        return MAPPER.readValue(text, MAPPER.constructType(type));
    }

    /// The elements of this array, each as [#as(Class)] does; unmodifiable.
    public <T> List<T> asList(Class<T> type) {
        return elements().stream().map(element -> element.as(type)).toList();
    }

    private JsonNode tree() {
        return MAPPER.readTree(strict ? text : text().getBytes(UTF_8));
    }

    /// The very bytes of the text, UTF-8 as far as the sender cared, for the codecs that write them: not to
    /// be modified.
    public byte[] rawUtf8() {
        return text;
    }

    @Override
    public Json toJson() {
        return this;
    }

    byte[] utf8(JsonStyle style) {
        return text(style).getBytes(UTF_8);
    }

    /// The text, see [#text()].
    @Override
    public String toString() {
        return text();
    }
}
