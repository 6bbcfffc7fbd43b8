package afb4j.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import afb4j.api.Data;
import afb4j.api.Json;
import afb4j.api.JsonException;
import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.json.JsonSyntax;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/// JSON values as texts to embed into other JSON.
///
/// A value may hold a text that a peer sent and nobody has looked at. It is read once, without building
/// anything: what is one value by RFC 8259 is embedded as the bytes it is made of. Any other text is embedded
/// as what it means to the binder ([Json#compact()]), so that it breaks nothing around it.
public final class JsonText {

    private static final int MAX_DEPTH = ProtocolLimits.DEFAULT_MAX_NESTING_DEPTH;

    private JsonText() {}

    /// The text of a value, without blanks around it. A view of the value's own bytes if possible: not to be
    /// modified. Needs no release.
    public static ByteBuf of(Data value) {
        Json json = value.toJson();
        ByteBuf text = trimmed(json.rawUtf8());
        return JsonSyntax.isValue(text, MAX_DEPTH)
                ? text
                : Unpooled.wrappedBuffer(json.compact().getBytes(UTF_8));
    }

    /// The text of several values, as an array of them; of one value as [#of(Data)], of none `null`.
    public static ByteBuf of(List<Data> values) {
        return switch (values.size()) {
            case 0 -> of(Json.NULL);
            case 1 -> of(values.getFirst());
            default -> array(values);
        };
    }

    private static ByteBuf array(List<Data> values) {
        List<Json> items = new ArrayList<>(values.size());
        values.forEach(value -> items.add(value.toJson()));
        try {
            return of(Json.ofArray(items));
        } catch (JsonException _) { // one of them is as deep as may be, without the array around it
            return of(Json.ofArray(items.stream().map(JsonText::shallow).toList()));
        }
    }

    /// The same value, as a string with its text if it is too deep for an array (W-27).
    private static Json shallow(Json item) {
        String text = item.compact();
        boolean fits = JsonSyntax.isValue(Unpooled.wrappedBuffer(text.getBytes(UTF_8)), MAX_DEPTH - 1);
        return fits ? item : Json.of(text);
    }

    private static ByteBuf trimmed(byte[] text) {
        int start = 0;
        int end = text.length;
        while (start < end && isBlank(text[start])) {
            start++;
        }
        while (end > start && isBlank(text[end - 1])) {
            end--;
        }
        return Unpooled.wrappedBuffer(text, start, end - start);
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }
}
