package afb4j.testkit.http;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A call that the client of a recording made, and that any client can be told to make.
///
/// @param id       the recorded one
/// @param api      not empty
/// @param verb     not empty
/// @param argument JSON text
record RecordedCall(String id, String api, String verb, String argument) {
    private static final int ITEMS = 4;

    /// The call in a frame, if it is such a one.
    static Optional<RecordedCall> of(RawFrame frame) {
        if (!frame.isText()) {
            return Optional.empty();
        }
        try {
            return of(JsonComparison.MAPPER.readTree(frame.text()));
        } catch (JacksonException _) { // it was meant to be malformed
            return Optional.empty();
        }
    }

    private static Optional<RecordedCall> of(JsonNode items) {
        boolean isCall = items.isArray()
                && items.size() == ITEMS
                && items.get(0).isInt()
                && items.get(0).asInt() == 2
                && items.get(1).isString()
                && items.get(2).isString();
        if (!isCall) {
            return Optional.empty();
        }
        String procedure = items.get(2).asString();
        int slash = procedure.indexOf('/');
        boolean isNamed = slash > 0 && slash < procedure.length() - 1 && procedure.charAt(slash + 1) != '/';
        return isNamed
                ? Optional.of(new RecordedCall(
                        items.get(1).asString(),
                        procedure.substring(0, slash),
                        procedure.substring(slash + 1),
                        items.get(3).toString()))
                : Optional.empty();
    }
}
