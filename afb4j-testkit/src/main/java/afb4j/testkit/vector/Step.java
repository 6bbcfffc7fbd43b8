package afb4j.testkit.vector;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One line of the recording as a play sees it. Lives on the thread of the player.
final class Step {
    /// Position in the play.
    final int index;
    /// What was recorded.
    final VectorFrame line;
    /// Whether the player sends it; else the program under test does.
    final boolean ours;
    /// The recorded message, when it is one.
    final @Nullable Message message;
    /// The line after which this one can come, for lines that are not ours; -1 for none.
    final int cause;

    private boolean done;

    Step(int index, VectorFrame line, boolean ours, int cause) {
        this.index = index;
        this.line = line;
        this.ours = ours;
        this.message = line.message().orElse(null);
        this.cause = cause;
    }

    boolean isDone() {
        return done;
    }

    void markDone() {
        done = true;
    }

    boolean isEnd() {
        return line.event() == VectorFrame.Event.EOF;
    }

    boolean isKind(String kind) {
        return message != null && message.is(kind);
    }

    ConnectionKey connection() {
        return new ConnectionKey(line.link(), line.connection());
    }

    /// Returns the recorded id, when this line has it.
    Optional<Long> id(String field) {
        return message == null ? Optional.empty() : message.field(field).map(Field::number);
    }

    boolean sharesId(Step other, String field) {
        return id(field).isPresent() && id(field).equals(other.id(field));
    }

    String describe() {
        String what = switch (line.event()) {
            case OPEN -> "connection opened";
            case EOF -> "end of stream";
            case FRAME ->
                message == null
                        ? line.frame().describe()
                        : (line.frame().masked() ? "masked " : "") + message.describe();
        };
        return "#" + index + " " + line.direction() + " " + line.link() + " " + what
                + (line.optional() ? " (optional)" : "");
    }
}
