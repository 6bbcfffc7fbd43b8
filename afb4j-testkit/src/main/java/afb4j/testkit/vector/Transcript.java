package afb4j.testkit.vector;

import java.util.ArrayDeque;
import java.util.Deque;

/// The last lines of a conversation, decoded, for the text of a failure.
final class Transcript {
    private static final int LIMIT = 40;

    private final Deque<String> lines = new ArrayDeque<>();

    void sent(Step step, String decoded) {
        add("sent "
                + (decoded.isEmpty() ? step.describe() : "#" + step.index + " " + step.line.link() + " " + decoded));
    }

    void came(ConnectionKey connection, String decoded) {
        add("came " + connection.link() + " " + decoded);
    }

    String tail() {
        return String.join("\n      ", lines);
    }

    private void add(String line) {
        if (lines.size() == LIMIT) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }
}
