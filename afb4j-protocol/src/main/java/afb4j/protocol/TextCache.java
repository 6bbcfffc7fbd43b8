package afb4j.protocol;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Texts that one peer sends again and again, such as verbs: each is made once and given again while it stays
/// here.
///
/// It has a place for 16 texts, found by their length, first and last byte; a text that has the place of
/// another one takes it over. Texts of more than 64 bytes are not kept, so a peer cannot make it grow.
/// Nothing is allocated before the first text is kept. Confined to one thread, that of its connection.
public final class TextCache {

    private static final int PLACES = 16;
    private static final int MAX_KEPT_BYTES = 64;
    private static final int HASH_FACTOR = 31;

    private @Nullable Entry @Nullable [] entries;

    /// An empty cache.
    public TextCache() {}

    /// A text and the bytes it was made of.
    private static final class Entry {

        private final byte[] utf8;
        private final String text;

        Entry(byte[] utf8) {
            this.utf8 = utf8;
            this.text = new String(utf8, StandardCharsets.UTF_8);
        }

        boolean isOf(ByteBuf in, int start, int bytes) {
            if (utf8.length != bytes) {
                return false;
            }
            for (int i = 0; i < bytes; i++) {
                if (utf8[i] != in.getByte(start + i)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// The text of `bytes` bytes from absolute index `start` of `in`; invalid UTF-8 gives U+FFFD. Does not
    /// move the indexes of `in`.
    public String text(ByteBuf in, int start, int bytes) {
        if (bytes == 0) {
            return "";
        }
        if (bytes > MAX_KEPT_BYTES) {
            return in.toString(start, bytes, StandardCharsets.UTF_8);
        }
        @Nullable Entry[] places = places();
        int place = place(in.getByte(start), in.getByte(start + bytes - 1), bytes);
        Entry entry = places[place];
        if (entry == null || !entry.isOf(in, start, bytes)) {
            byte[] utf8 = new byte[bytes];
            in.getBytes(start, utf8);
            entry = new Entry(utf8);
            places[place] = entry;
        }
        return entry.text;
    }

    private @Nullable Entry[] places() {
        @Nullable Entry[] places = entries;
        if (places == null) {
            places = new @Nullable Entry[PLACES];
            entries = places;
        }
        return places;
    }

    private static int place(byte first, byte last, int bytes) {
        return ((first * HASH_FACTOR + last) * HASH_FACTOR + bytes) & (PLACES - 1);
    }
}
