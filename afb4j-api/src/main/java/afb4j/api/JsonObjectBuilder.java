package afb4j.api;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects the members of a JSON object, see [Json#object]. For use by one thread.
public final class JsonObjectBuilder {

    private final Map<String, Json> members = new LinkedHashMap<>();

    JsonObjectBuilder() {}

    /// Adds a member, or replaces the value of that name at its place.
    ///
    /// @param value mapped as [Json#of] does
    public JsonObjectBuilder put(String name, @Nullable Object value) {
        members.put(name, Json.of(value));
        return this;
    }

    /// The object with the members so far; the builder can go on.
    ///
    /// @throws JsonException if the object is nested more than 32 deep
    public Json build() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.write('{');
        members.forEach((name, value) -> {
            if (text.size() > 1) {
                text.write(',');
            }
            text.writeBytes(JsonStrings.quoted(name));
            text.write(':');
            text.writeBytes(value.cleanUtf8());
        });
        text.write('}');
        return Json.ofClean(JsonReader.composed(text.toByteArray()));
    }
}
