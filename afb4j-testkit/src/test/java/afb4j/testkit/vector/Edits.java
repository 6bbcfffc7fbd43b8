package afb4j.testkit.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Changes of a conversation, for scripts that go another way than recorded: a right one or a wrong one.
final class Edits {
    private Edits() {}

    /// Lines that have a message of that kind.
    static Predicate<VectorFrame> kind(String kind) {
        return line -> line.isMessage(kind);
    }

    /// Lines of a link with a message of that kind.
    static Predicate<VectorFrame> kind(String link, String kind) {
        return line -> line.link().equals(link) && line.isMessage(kind);
    }

    /// Lines that have a message with that text in a field.
    static Predicate<VectorFrame> having(String field, String text) {
        return line -> line.message()
                .filter(message -> message.text(field).contains(text))
                .isPresent();
    }

    /// Exchanges the first line that is `one` and the first that is `other`.
    static UnaryOperator<Vector> swap(Predicate<VectorFrame> one, Predicate<VectorFrame> other) {
        return vector -> {
            List<VectorFrame> lines = new ArrayList<>(vector.frames());
            int i = first(lines, one);
            int j = first(lines, other);
            VectorFrame kept = lines.get(i);
            lines.set(i, lines.get(j));
            lines.set(j, kept);
            return vector.withFrames(lines);
        };
    }

    /// Leaves out the first such line.
    static UnaryOperator<Vector> lose(Predicate<VectorFrame> which) {
        return vector -> {
            List<VectorFrame> lines = new ArrayList<>(vector.frames());
            lines.remove(first(lines, which));
            return vector.withFrames(lines);
        };
    }

    /// Puts a message behind the first such line, said on the same connection in the same direction.
    static UnaryOperator<Vector> insert(Predicate<VectorFrame> behind, String kind, @Nullable String... values) {
        return vector -> {
            List<VectorFrame> lines = new ArrayList<>(vector.frames());
            int i = first(lines, behind);
            VectorFrame line = lines.get(i);
            String hex = MessageEncoder.encode(line.dialect(), kind, values);
            lines.add(i + 1, line.said(line.direction(), hex, "inserted by the test"));
            return vector.withFrames(lines);
        };
    }

    /// Changes a field of the first such line.
    static UnaryOperator<Vector> set(Predicate<VectorFrame> which, String field, @Nullable String value) {
        return replace(
                which,
                line -> MessageEncoder.with(line.dialect(), line.message().orElseThrow(), field, value));
    }

    /// Puts bytes behind the first such line.
    static UnaryOperator<Vector> append(Predicate<VectorFrame> which, String hex) {
        return replace(which, line -> line.frame().hex() + hex);
    }

    private static UnaryOperator<Vector> replace(Predicate<VectorFrame> which, Function<VectorFrame, String> hex) {
        return vector -> {
            List<VectorFrame> lines = new ArrayList<>(vector.frames());
            int i = first(lines, which);
            lines.set(i, lines.get(i).withHex(hex.apply(lines.get(i))));
            return vector.withFrames(lines);
        };
    }

    private static int first(List<VectorFrame> lines, Predicate<VectorFrame> which) {
        for (int i = 0; i < lines.size(); i++) {
            if (which.test(lines.get(i))) {
                return i;
            }
        }
        throw new IllegalArgumentException("no such line");
    }
}
