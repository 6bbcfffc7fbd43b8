package afb4j.testkit.vector;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Finds the call that a line belongs to. Ids are used again: the last call with the id before the line is
/// meant.
final class Calls {
    private Calls() {}

    /// @param message of the line: its `callid` is looked for
    static Optional<Message> of(Vector vector, VectorFrame line, Message message) {
        return lineOf(vector, line, message).flatMap(VectorFrame::message);
    }

    /// Returns the line of the call.
    static Optional<VectorFrame> lineOf(Vector vector, VectorFrame line, Message message) {
        List<VectorFrame> before =
                vector.frames().subList(0, indexOf(vector.frames(), line)).reversed();
        return message.field("callid")
                .flatMap(id -> before.stream()
                        .filter(earlier -> earlier.isMessage("call")
                                && earlier.isOnSameConnection(line)
                                && earlier.id("callid").equals(OptionalLong.of(id.number())))
                        .findFirst());
    }

    /// Returns the place of that very line.
    @SuppressWarnings("ReferenceEquality") // two lines may be equal
    private static int indexOf(List<VectorFrame> lines, VectorFrame line) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i) == line) {
                return i;
            }
        }
        throw new IllegalArgumentException("no such line: " + line.note());
    }
}
