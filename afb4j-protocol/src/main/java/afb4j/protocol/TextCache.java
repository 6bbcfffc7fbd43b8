package afb4j.protocol;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Texts that one peer sends again and again, such as verbs: each is made once and given again while it stays
/// here.
///
/// It has a place for 16 texts, found by their length and first bytes; a text that has the place of
/// another one takes it over. Texts of more than 64 bytes are not kept, so a peer cannot make it grow.
/// Nothing is allocated before the first text is kept. Confined to one thread, that of its connection.
public final class TextCache {

    private static final int PLACES = 16;
    private static final int MAX_KEPT_BYTES = 64;

    /// Odd, and its top bits depend on all bits of what is multiplied with it.
    private static final long HASH_FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private static final int HASH_SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(PLACES);

    private @Nullable Entry @Nullable [] entries;

    /// An empty cache.
    public TextCache() {}

    /// A text and the bytes it was made of, eight in a word.
    private static final class Entry {

        private final int bytes;
        private final long[] words;
        private final String text;

        Entry(ByteBuf in, int start, int bytes) {
            this.bytes = bytes;
            this.words = new long[(bytes + Long.BYTES - 1) / Long.BYTES];
            for (int i = 0; i < words.length; i++) {
                words[i] = word(in, start, bytes, i);
            }
            this.text = in.toString(start, bytes, StandardCharsets.UTF_8);
        }

        /// Whether it is of these bytes, of which the first word is known.
        boolean isOf(ByteBuf in, int start, int length, long first) {
            if (bytes != length || words[0] != first) {
                return false;
            }
            for (int i = 1; i < words.length; i++) {
                if (words[i] != word(in, start, bytes, i)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// The text of `bytes` bytes from absolute index `start` of `in`; invalid UTF-8 gives U+FFFD. Does not
    /// move the indexes of `in`.
    public String text(ByteBuf in, int start, int bytes) {
        String known = known(in, start, bytes);
        if (known != null) {
            return known;
        }
        if (bytes > MAX_KEPT_BYTES) {
            return in.toString(start, bytes, StandardCharsets.UTF_8);
        }
        Entry entry = new Entry(in, start, bytes);
        places()[place(entry.words[0], bytes)] = entry;
        return entry.text;
    }

    /// As [#text(ByteBuf, int, int)], null if the text is not here.
    public @Nullable String known(ByteBuf in, int start, int bytes) {
        if (bytes == 0) {
            return "";
        }
        @Nullable Entry[] places = entries;
        if (bytes > MAX_KEPT_BYTES || places == null) {
            return null;
        }
        long first = word(in, start, bytes, 0);
        Entry entry = places[place(first, bytes)];
        return entry != null && entry.isOf(in, start, bytes, first) ? entry.text : null;
    }

    private @Nullable Entry[] places() {
        @Nullable Entry[] places = entries;
        if (places == null) {
            places = new @Nullable Entry[PLACES];
            entries = places;
        }
        return places;
    }

    /// Eight bytes of a text, the word `index` of it; what is missing in the last one is 0.
    private static long word(ByteBuf in, int start, int bytes, int index) {
        int at = start + index * Long.BYTES;
        int left = Math.min(Long.BYTES, start + bytes - at);
        if (left == Long.BYTES) {
            return in.getLongLE(at);
        }
        if (in.writerIndex() - at >= Long.BYTES) { // what follows the text is cut off
            return in.getLongLE(at) & ((1L << (left * Byte.SIZE)) - 1);
        }
        long word = 0;
        for (int i = left - 1; i >= 0; i--) {
            word = (word << Byte.SIZE) | in.getUnsignedByte(at + i);
        }
        return word;
    }

    private static int place(long first, int bytes) {
        return (int) (((first + bytes) * HASH_FACTOR) >>> HASH_SHIFT);
    }
}
