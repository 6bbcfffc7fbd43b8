package afb4j.testkit.vector;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A message as far as it could be decoded.
///
/// @param code    its first byte; 0 for an empty message
/// @param kind    its name in [MessageTable]; `unknown` when the code is unknown or travels the wrong way
/// @param fields  the fields that could be decoded, in order
/// @param problem why decoding stopped; empty for a message that is valid, or that only has bytes behind
/// its last field (W-25)
/// @param surplus number of bytes behind the last field
record Message(char code, String kind, List<Field> fields, String problem, int surplus) {

    static final String UNKNOWN = "unknown";

    Message {
        fields = List.copyOf(fields);
    }

    boolean isValid() {
        return problem.isEmpty();
    }

    boolean is(String otherKind) {
        return kind.equals(otherKind);
    }

    Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /// Returns the text of a field; empty when it is absent or null.
    String text(String name) {
        return field(name).map(Field::value).orElse("");
    }

    /// Returns the answers to a call: `reply`, and `success` and `failure` of 2017.
    boolean isReply() {
        return is("reply") || is("success") || is("failure");
    }

    String describe() {
        StringBuilder text = new StringBuilder(kind);
        if (is(UNKNOWN)) {
            text.append(" '").append(code).append('\'');
        }
        text.append(fields.stream().map(Field::describe).collect(Collectors.joining(" ", " ", "")));
        if (!problem.isEmpty()) {
            text.append(" (").append(problem).append(')');
        }
        if (surplus > 0) {
            text.append(" (").append(surplus).append(" bytes behind)");
        }
        return text.toString();
    }
}
