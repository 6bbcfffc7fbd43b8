package afb4j.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A JSON value that keeps its text as it came and is parsed only when asked.
///
/// What came from a peer ([#received]) is neither checked nor copied until a method needs its meaning;
/// forwarding it sends the same bytes. It is then read once, as leniently as the C peers read (W-27):
///
/// - a text that cannot be parsed, or is nested more than 32 deep, is a string with that text: any text has a value;
/// - what follows the value is ignored, as is everything after a NUL;
/// - single quotes, comments, trailing commas, raw control characters, and literals in any case are accepted;
/// - `NaN`, `Infinity` and `-Infinity` are numbers; numbers keep their digits, but lose leading zeros, and integers are
///   clamped to 64 bits (unsigned if positive);
/// - of members of the same name the last one counts; lone surrogates and bytes that are not UTF-8 read as U+FFFD.
///
/// What is made here ([#of], [#parse], [#object]) is strict JSON (RFC 8259) from the start.
///
/// Two values are equal if they mean the same: members in any order, numbers by value (`1.0` equals `1`),
/// texts by characters.
///
/// Immutable and safe for use by any thread. No method but [#parse], [#of] and its like, and those that ask
/// for one kind of value, throws.
public final class Json implements Data {

    /// The value `null`.
    public static final Json NULL = ofClean(ascii("null"));

    /// The value `true`.
    public static final Json TRUE = ofClean(ascii("true"));

    /// The value `false`.
    public static final Json FALSE = ofClean(ascii("false"));

    private final byte[] text;

    /// Whether the text is clean, see [JsonReader].
    private final boolean isClean;

    /// The same value with a clean text, once it was needed. Threads may race to set it: they find the
    /// same.
    private @Nullable Json clean;

    /// The children, once they were needed. Threads may race to set it: they find the same.
    private @Nullable JsonLevel level;

    private Json(byte[] text, boolean isClean) {
        this.text = text;
        this.isClean = isClean;
    }

    /// A value as a peer sent it, not parsed now (W-24, W-27).
    ///
    /// @param utf8 the text; owned by the value from now on, the caller does not touch it again
    public static Json received(byte[] utf8) {
        return new Json(utf8, false);
    }

    /// A value as a peer of 2017 sent it: as [#received], except that only the exact text `null` is null;
    /// `NULL` is a string (L-11).
    ///
    /// @param utf8 the text; owned by the value from now on, the caller does not touch it again
    public static Json receivedFrom2017(byte[] utf8) {
        Json value = received(utf8);
        boolean mayBeNull = utf8.length > 0 && " \t\r\n/nN".indexOf(utf8[0]) >= 0;
        if (!mayBeNull || !value.isNull()) {
            return value;
        }
        // compat: that parser has the same answer for null and for failure, legacy-probe-malformed
        String seen = new String(JsonStrings.repaired(utf8), UTF_8);
        return seen.equals("null") ? value : of(seen);
    }

    /// The value of a strict JSON text (RFC 8259), nested at most 32 deep. Of members of the same name the
    /// last one counts.
    ///
    /// @throws JsonException if the text is not strict JSON; the message names line, column and what was expected
    public static Json parse(String text) {
        return ofClean(JsonReader.strict(text));
    }

    /// The JSON of a Java value: `null`, a text, number, boolean, list, array, map, enum, optional, record,
    /// plain object, or a [Json] itself. Members of records keep their order. The module of a mapped class
    /// opens its package to `tools.jackson.databind`.
    ///
    /// @throws JsonException if the value has no JSON form, or is nested more than 32 deep
    public static Json of(@Nullable Object value) {
        return switch (value) {
            case null -> NULL;
            case Json json -> json;
            case String text -> ofClean(JsonStrings.quoted(text));
            case Boolean truth -> truth ? TRUE : FALSE;
            case Integer number -> ofClean(ascii(number.toString()));
            case Long number -> ofClean(ascii(number.toString()));
            case Double number -> ofClean(ascii(number.toString()));
            default -> ofClean(JsonMapping.write(value));
        };
    }

    /// The array of these values; each is mapped as [#of] does.
    ///
    /// @throws JsonException as [#of]
    public static Json array(@Nullable Object... values) {
        return ofArray(Stream.of(values).map(Json::of).toList());
    }

    /// The array of these values.
    ///
    /// @throws JsonException if the array is nested more than 32 deep
    public static Json ofArray(List<Json> values) {
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        array.write('[');
        for (Json value : values) {
            if (array.size() > 1) {
                array.write(',');
            }
            array.writeBytes(value.cleanUtf8());
        }
        array.write(']');
        return ofClean(JsonReader.composed(array.toByteArray()));
    }

    /// Starts an object: `Json.object().put("a", 1).put("b", "x").build()`.
    public static JsonObjectBuilder object() {
        return new JsonObjectBuilder();
    }

    /// @param text owned by the value from now on
    static Json ofClean(byte[] text) {
        return new Json(text, true);
    }

    static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    /// The text as it came or was made. Bytes that are not UTF-8 show as U+FFFD.
    public String text() {
        return new String(text, UTF_8);
    }

    /// The value as strict JSON without blanks, see [JsonStyle#COMPACT].
    public String compact() {
        return text(JsonStyle.COMPACT);
    }

    /// The value laid out in that style.
    public String text(JsonStyle style) {
        return new String(utf8(style), UTF_8);
    }

    /// What kind of value this is.
    public JsonKind kind() {
        return switch (cleanUtf8()[0]) {
            case '{' -> JsonKind.OBJECT;
            case '[' -> JsonKind.ARRAY;
            case '"' -> JsonKind.STRING;
            case 't', 'f' -> JsonKind.BOOLEAN;
            case 'n' -> JsonKind.NULL;
            default -> JsonKind.NUMBER;
        };
    }

    /// Whether this is `null`.
    public boolean isNull() {
        return kind() == JsonKind.NULL;
    }

    /// The member of that name; empty if there is none or if this is not an object.
    public Optional<Json> member(String name) {
        return Optional.ofNullable(level().members().get(name));
    }

    /// The members by name, in the order of the text; unmodifiable.
    ///
    /// @throws JsonException if this is not an object
    public Map<String, Json> members() {
        require(JsonKind.OBJECT);
        return level().members();
    }

    /// The elements in order; unmodifiable.
    ///
    /// @throws JsonException if this is not an array
    public List<Json> elements() {
        require(JsonKind.ARRAY);
        return level().elements();
    }

    /// The element at that index, from 0.
    ///
    /// @throws JsonException if this is not an array or has no such element
    public Json element(int index) {
        List<Json> elements = elements();
        if (index < 0 || index >= elements.size()) {
            throw new JsonException("expected an element " + index + ", got an array of " + elements.size());
        }
        return elements.get(index);
    }

    /// How many elements or members there are; 0 for other kinds.
    public int size() {
        JsonLevel children = level();
        return children.members().size() + children.elements().size();
    }

    /// The content of a string.
    ///
    /// @throws JsonException if this is not a string
    public String asText() {
        require(JsonKind.STRING);
        byte[] quoted = cleanUtf8();
        return JsonStrings.unquoted(quoted, 0, quoted.length);
    }

    /// A whole number; `1.0` and `1e3` are whole.
    ///
    /// @throws JsonException if this is not a number, not whole, or out of the range of a long
    public long asLong() {
        require(JsonKind.NUMBER);
        JsonDecimal decimal = JsonNumbers.isFinite(cleanUtf8(), 0) ? decimal() : null;
        if (decimal == null || !decimal.isWhole()) {
            throw mismatch("a whole number");
        }
        return decimal.toLong().orElseThrow(() -> mismatch("a whole number of 64 bits"));
    }

    /// A whole number, as [#asLong].
    ///
    /// @throws JsonException if this is not a number, not whole, or out of the range of an int
    public int asInt() {
        long number = asLong();
        if (number != (int) number) {
            throw mismatch("a whole number of 32 bits");
        }
        return (int) number;
    }

    /// The nearest double of a number; infinite if it is too big.
    ///
    /// @throws JsonException if this is not a number
    public double asDouble() {
        require(JsonKind.NUMBER);
        return Double.parseDouble(cleanText());
    }

    /// A boolean.
    ///
    /// @throws JsonException if this is neither `true` nor `false`
    public boolean asBoolean() {
        require(JsonKind.BOOLEAN);
        return cleanUtf8()[0] == 't';
    }

    /// This value as a record, enum, plain object, or any other class Jackson maps. Members the class does
    /// not know are ignored; numbers are not made of texts, nor texts of numbers; a [Json] in the class
    /// keeps its digits. Where a member is missing an `Optional` is empty, a [Json] is null as JSON, a
    /// primitive is refused, the rest is null.
    ///
    /// @throws JsonException if it does not fit: the message begins with the JSON pointer of the place, as in
    ///     `/position/lat: expected a number, got "x"`; also if it is null, or the class cannot be mapped
    public <T> T as(Class<T> type) {
        Object value = type == Json.class ? this : JsonMapping.read(this, type);
        @SuppressWarnings("unchecked") // Class.cast knows no primitives; Jackson gives what it was asked for
        T mapped = (T) value;
        return mapped;
    }

    /// This value as a type with parameters; otherwise as [#as(Class)].
    ///
    /// @throws JsonException as [#as(Class)]
    public Object as(Type type) {
        return JsonMapping.read(this, type);
    }

    /// The elements of this array, each as [#as(Class)] does; unmodifiable.
    ///
    /// @throws JsonException if this is not an array, or an element does not fit
    public <T> List<T> asList(Class<T> type) {
        return JsonMapping.readList(this, type);
    }

    /// The very bytes of the text, for the codecs that write them: **not to be modified**. What came from a
    /// peer is byte-identical, also if it is neither strict JSON nor UTF-8.
    public byte[] rawUtf8() {
        return text;
    }

    @Override
    public Json toJson() {
        return this;
    }

    /// The clean text, see [JsonReader]; not to be modified.
    byte[] cleanUtf8() {
        return clean().text;
    }

    /// The value in that style; not to be modified.
    byte[] utf8(JsonStyle style) {
        return JsonPrinter.print(cleanUtf8(), style);
    }

    private String cleanText() {
        return new String(cleanUtf8(), UTF_8);
    }

    private Json clean() {
        if (isClean) {
            return this;
        }
        Json known = clean;
        if (known == null) {
            known = ofClean(JsonReader.clean(text));
            clean = known;
        }
        return known;
    }

    private JsonLevel level() {
        JsonLevel known = level;
        if (known == null) {
            known = JsonLevel.of(cleanUtf8());
            level = known;
        }
        return known;
    }

    private JsonDecimal decimal() {
        return JsonDecimal.of(cleanText());
    }

    private void require(JsonKind kind) {
        if (kind() != kind) {
            throw mismatch(kind.wording());
        }
    }

    private JsonException mismatch(String expected) {
        return new JsonException("expected " + expected + ", got " + JsonMismatch.shown(this));
    }

    @Override
    public boolean equals(@Nullable Object object) {
        if (this == object) {
            return true;
        }
        if (!(object instanceof Json other)) {
            return false;
        }
        if (Arrays.equals(text, other.text)) {
            return isClean == other.isClean || Arrays.equals(cleanUtf8(), other.cleanUtf8());
        }
        return kind() == other.kind() && meaning().equals(other.meaning());
    }

    @Override
    public int hashCode() {
        return meaning().hashCode();
    }

    /// What two values of one kind have in common exactly if they are equal.
    private Object meaning() {
        return switch (kind()) {
            case NULL -> JsonKind.NULL;
            case BOOLEAN -> asBoolean();
            case NUMBER -> JsonNumbers.isFinite(cleanUtf8(), 0) ? decimal() : cleanText();
            case STRING -> asText();
            case ARRAY -> elements();
            case OBJECT -> members();
        };
    }

    /// The text, see [#text()].
    @Override
    public String toString() {
        return text();
    }
}
