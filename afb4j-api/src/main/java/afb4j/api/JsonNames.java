package afb4j.api;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out whether an object of a text has two members of the same name. It compares 64 bit hashes, so it
/// may suspect a text wrongly, never the reverse; [#lastWins] compares names. Confined to the method that
/// makes it.
final class JsonNames {

    /// Up to so many names of one object are compared one by one.
    private static final int FEW = 16;

    private static final long HASH_START = 0xcbf29ce484222325L;
    private static final long HASH_FACTOR = 0x9E3779B97F4A7C15L;

    /// The hashes of the names of the objects that are open, outermost first.
    private long[] hashes = new long[FEW];

    private int size;
    private boolean isSuspect;

    /// Whether a name may be there twice.
    boolean foundTwice() {
        return isSuspect;
    }

    /// Begins an object. Objects are closed in the reverse order.
    Scope open() {
        return new Scope(size);
    }

    /// The names of one object.
    final class Scope {

        private final int from;
        private @Nullable Set<Long> many;

        private Scope(int from) {
            this.from = from;
        }

        /// Adds the name between those indexes, quotes included.
        void add(byte[] in, int nameFrom, int nameTo) {
            if (isSuspect) {
                return;
            }
            long hash = hash(in, nameFrom, nameTo);
            isSuspect = many == null ? isAmongFew(hash) : !many.add(hash);
            push(hash);
            if (many == null && size - from > FEW) {
                many = new HashSet<>();
                for (int i = from; i < size; i++) {
                    many.add(hashes[i]);
                }
            }
        }

        private boolean isAmongFew(long hash) {
            for (int i = from; i < size; i++) {
                if (hashes[i] == hash) {
                    return true;
                }
            }
            return false;
        }

        void close() {
            size = from;
        }
    }

    private void push(long hash) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        hashes[size++] = hash;
    }

    /// The hash of a name however it is escaped.
    private static long hash(byte[] in, int from, int to) {
        long hash = HASH_START;
        for (int i = from + 1; i < to - 1; i++) {
            byte c = in[i];
            if (c == '\\' || c == '"' || (c >= 0 && c < ' ')) {
                byte[] name = JsonStrings.quoted(JsonStrings.unquoted(in, from, to));
                return hashOfBytes(name, 1, name.length - 1);
            }
            hash = mixed(hash, c);
        }
        return hash;
    }

    private static long hashOfBytes(byte[] in, int from, int to) {
        long hash = HASH_START;
        for (int i = from; i < to; i++) {
            hash = mixed(hash, in[i]);
        }
        return hash;
    }

    private static long mixed(long hash, byte c) {
        long mixed = (hash ^ c) * HASH_FACTOR;
        return mixed ^ mixed >>> 29;
    }

    /// The clean text with only the last member of each name, at the place of the first one.
    static byte[] lastWins(byte[] clean) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(clean.length);
        write(clean, 0, clean.length, out);
        return out.toByteArray();
    }

    private static void write(byte[] in, int from, int to, ByteArrayOutputStream out) {
        switch (in[from]) {
            case '{' -> writeObject(in, from, out);
            case '[' -> writeArray(in, from, out);
            default -> out.write(in, from, to - from);
        }
    }

    private static void writeArray(byte[] in, int open, ByteArrayOutputStream out) {
        int before = '[';
        JsonCursor element = new JsonCursor(in, open);
        while (element.next()) {
            out.write(before);
            write(in, element.from(), element.to(), out);
            before = ',';
        }
        if (before == '[') {
            out.write('[');
        }
        out.write(']');
    }

    private static void writeObject(byte[] in, int open, ByteArrayOutputStream out) {
        record Range(int from, int to) {}
        Map<String, Range> last = new LinkedHashMap<>();
        JsonCursor member = new JsonCursor(in, open);
        while (member.next()) {
            last.put(member.name(), new Range(member.from(), member.to()));
        }
        int[] before = {'{'};
        last.forEach((name, range) -> {
            out.write(before[0]);
            out.writeBytes(JsonStrings.quoted(name));
            out.write(':');
            write(in, range.from(), range.to(), out);
            before[0] = ',';
        });
        if (last.isEmpty()) {
            out.write('{');
        }
        out.write('}');
    }
}
