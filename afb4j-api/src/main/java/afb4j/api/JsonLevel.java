package afb4j.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The children of one array or object, each with its own copy of its text. Immutable.
///
/// @param members empty for arrays
/// @param elements empty for objects
record JsonLevel(Map<String, Json> members, List<Json> elements) {

    /// The children of a clean text; none if it is a scalar.
    static JsonLevel of(byte[] clean) {
        return switch (clean[0]) {
            case '{' -> object(clean);
            case '[' -> array(clean);
            default -> new JsonLevel(Map.of(), List.of());
        };
    }

    private static JsonLevel object(byte[] clean) {
        Map<String, Json> members = new LinkedHashMap<>();
        JsonCursor member = new JsonCursor(clean, 0);
        while (member.next()) {
            members.put(member.name(), value(clean, member));
        }
        return new JsonLevel(Collections.unmodifiableMap(members), List.of());
    }

    private static JsonLevel array(byte[] clean) {
        List<Json> elements = new ArrayList<>();
        JsonCursor element = new JsonCursor(clean, 0);
        while (element.next()) {
            elements.add(value(clean, element));
        }
        return new JsonLevel(Map.of(), Collections.unmodifiableList(elements));
    }

    private static Json value(byte[] clean, JsonCursor child) {
        return Json.ofClean(Arrays.copyOfRange(clean, child.from(), child.to()));
    }
}
