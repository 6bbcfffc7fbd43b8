package afb4j.server.http.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The memory of small files has a bound, and believes nothing for long.
final class FileCacheTest {

    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(FileCache.FRESH_MILLIS);

    private final FileCache cache = new FileCache(100, 40);
    private final FileRoot root = new FileRoot(Path.of("www"));

    private FileCache.Key key(String name) {
        return new FileCache.Key(root, FilePath.parse(name).orElseThrow(), List.of(), List.of());
    }

    private static Representation file(String name, long size, long modifiedNanos) {
        return Representation.plain(Path.of(name), new FileState(FileState.Kind.FILE, size, modifiedNanos, 0, 1));
    }

    private void keep(String name, int size, long nowNanos) {
        Representation file = file(name, size, 1);
        cache.found(key(name), file, nowNanos);
        cache.hold(file, ByteBuffer.allocate(size));
    }

    @Test
    void believesAFindingForAShortTime() {
        keep("a", 10, 0);

        assertThat(cache.fresh(key("a"), FRESH_NANOS)).isNotNull();
        assertThat(cache.fresh(key("a"), FRESH_NANOS + 1)).isNull();
    }

    @Test
    void letsOneLookWhileTheOthersGoOn() {
        keep("a", 10, 0);
        long later = 10 * FRESH_NANOS;

        assertThat(cache.fresh(key("a"), later)).isNull();
        assertThat(cache.fresh(key("a"), later)).isNotNull();
        assertThat(cache.fresh(key("a"), later + FRESH_NANOS)).isNotNull();
        assertThat(cache.fresh(key("a"), later + FRESH_NANOS + 1)).isNull();
    }

    @Test
    void knowsNothingThatIsLostOrOtherwise() {
        keep("a", 10, 0);

        assertThat(cache.fresh(key("b"), 0)).isNull();
        assertThat(cache.fresh(new FileCache.Key(root, key("a").path(), List.of("fr"), List.of()), 0))
                .isNull();
        cache.lost(key("a"));
        assertThat(cache.fresh(key("a"), 0)).isNull();
    }

    @Test
    void doesNotTakeTheBytesOfAnotherState() {
        keep("a", 10, 0);
        Representation changed = file("a", 10, 2);

        assertThat(cache.bytes(file("a", 10, 1))).isNotNull();
        assertThat(cache.bytes(changed)).isNull();
        cache.found(key("a"), changed, 0);
        assertThat(cache.fresh(key("a"), 0)).isNull();
    }

    @Test
    void holdsNoMoreBytesThanItMay() {
        keep("a", 40, 0);
        keep("b", 40, 0);
        assertThat(cache.fresh(key("a"), 0)).as("used last").isNotNull();

        keep("c", 40, 0);

        assertThat(cache.fresh(key("a"), 0)).isNotNull();
        assertThat(cache.fresh(key("b"), 0)).isNull();
        assertThat(cache.fresh(key("c"), 0)).isNotNull();
        assertThat(cache.mayHold(40)).isTrue();
        assertThat(cache.mayHold(41)).isFalse();
    }

    @Test
    void countsWhatTakesThePlaceOfAnotherOnce() {
        for (int i = 0; i < 10; i++) {
            cache.hold(file("a", 40, i), ByteBuffer.allocate(40));
        }
        keep("b", 40, 0);

        assertThat(cache.bytes(file("a", 40, 9))).isNotNull();
        assertThat(cache.fresh(key("b"), 0)).isNotNull();
    }

    @Test
    void remembersNoMoreFindingsThanItMay() {
        keep("a", 1, 0);
        for (int i = 0; i < 2000; i++) {
            cache.found(key("a" + i), file("a", 1, 1), 0);
        }

        assertThat(cache.fresh(key("a"), 0)).isNull();
        assertThat(cache.fresh(key("a1999"), 0)).isNotNull();
    }
}
