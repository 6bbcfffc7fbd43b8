package afb4j.api;

import org.jspecify.annotations.Nullable;

/// Collects the members of a JSON object, see [Json#object]. For use by one thread.
public final class JsonObjectBuilder {

    private final java.util.Map<String, Json> members = new java.util.LinkedHashMap<>();

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
        return Json.parse(members.entrySet().stream()
                .map(e -> Json.of(e.getKey()).text() + ":" + e.getValue().text())
                .collect(java.util.stream.Collectors.joining(",", "{", "}")));
    }
}
