package afb4j.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.json.UTF8StreamJsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/// A [Json] inside of a mapped class keeps its text, digits included.
final class JsonEmbedding {

    /// The attribute of a reading that holds the clean text being read.
    static final Object SOURCE = "afb4j.source";

    private JsonEmbedding() {}

    /// Writes the value as part of a bigger one.
    static final class Writer extends ValueSerializer<Json> {

        @Override
        public void serialize(Json value, JsonGenerator out, SerializationContext context) {
            out.writeRawValue(new String(value.cleanUtf8(), UTF_8));
        }
    }

    /// Cuts the value out of the bigger one.
    static final class Reader extends ValueDeserializer<Json> {

        @Override
        public Json deserialize(JsonParser in, DeserializationContext context) {
            if (in instanceof UTF8StreamJsonParser && context.getAttribute(SOURCE) instanceof byte[] clean) {
                int from = (int) in.currentTokenLocation().getByteOffset();
                in.skipChildren();
                return Json.ofClean(Arrays.copyOfRange(clean, from, JsonScan.valueEnd(clean, from)));
            }
            // Jackson reads from a buffer of tokens where a type is found out by its members
            String text = context.readTree(in).toString();
            return Json.ofClean(JsonReader.composed(text.getBytes(UTF_8)));
        }

        @Override
        public Json getNullValue(DeserializationContext context) {
            return Json.NULL;
        }

        @Override
        public Json getAbsentValue(DeserializationContext context) {
            return Json.NULL;
        }
    }
}
