package afb4j.examples.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import afb4j.api.Bool;
import afb4j.api.Bytes;
import afb4j.api.Data;
import afb4j.api.Int;
import afb4j.api.Json;
import afb4j.api.JsonException;
import afb4j.api.Real;
import afb4j.api.Text;

/// A value together with its type, as the argument of `reply` writes it: `{"t":"u32","v":7}`.
final class TypedValue {

    private TypedValue() {}

    /// The value.
    ///
    /// @throws JsonException when it has no type, or another one, or does not fit its type
    static Data read(Json typed) {
        try {
            return value(typed);
        } catch (IllegalArgumentException tooBig) {
            throw new JsonException(String.valueOf(tooBig.getMessage()));
        }
    }

    private static Data value(Json typed) {
        Json value = typed.member("v").orElse(Json.NULL);
        String type = typed.member("t").map(Json::asText).orElse("");
        return switch (type) {
            case "json" -> value;
            case "string" -> value.isNull() ? Text.absent() : Text.of(value.asText());
            case "bytes" -> Bytes.of(value.asText().getBytes(UTF_8));
            case "i32" -> new Int(Int.Width.I32, value.asLong());
            case "u32" -> new Int(Int.Width.U32, value.asLong());
            case "i64" -> new Int(Int.Width.I64, value.asLong());
            case "u64" -> new Int(Int.Width.U64, value.asLong());
            case "double" -> new Real(value.asDouble());
            case "bool" -> new Bool(value.asBoolean());
            default ->
                throw new JsonException(
                        "t is '" + type + "', expected json, string, bytes, i32, u32, i64, u64, double or bool");
        };
    }

    /// The type of a value, in the same words.
    static String typeOf(Data value) {
        return switch (value) {
            case Json _ -> "json";
            case Text _ -> "string";
            case Bytes _ -> "bytes";
            case Int number ->
                switch (number.width()) {
                    case I32 -> "i32";
                    case U32 -> "u32";
                    case I64 -> "i64";
                    case U64 -> "u64";
                };
            case Real _ -> "double";
            case Bool _ -> "bool";
        };
    }
}
