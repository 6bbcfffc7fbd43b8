package afb4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TextCacheTest {

    private final TextCache cache = new TextCache();

    @Test
    void givesTheSameTextAgain() {
        String first = read("ping");

        assertThat(first).isEqualTo("ping");
        assertThat(read("ping")).isSameAs(first);
    }

    @Test
    void tellsTextsOfTheSamePlaceApart() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 100; i++) {
                assertThat(read("verb" + i)).isEqualTo("verb" + i);
                assertThat(read("a-longer-verb-" + i)).isEqualTo("a-longer-verb-" + i);
            }
        }
    }

    @Test
    void findsATextWhateverFollowsIt() {
        for (int length = 1; length <= 20; length++) {
            String text = "abcdefghijklmnopqrst".substring(0, length);
            String found = read(text);

            for (String rest : List.of("?", "\0", "?".repeat(7), "?".repeat(8), "?".repeat(30))) {
                ByteBuf in = Unpooled.copiedBuffer(text + rest, StandardCharsets.UTF_8);
                assertThat(cache.known(in, 0, length)).isSameAs(found);
                assertThat(cache.known(in, 0, length + 1)).isNull();
            }
        }
    }

    @Test
    void doesNotKeepLongTexts() {
        String longest = "x".repeat(64);
        String longer = "x".repeat(65);

        assertThat(read(longest)).isEqualTo(longest).isSameAs(read(longest));
        assertThat(read(longer)).isEqualTo(longer).isNotSameAs(read(longer));
    }

    @Test
    void readsEmptyAndForeignTextsAsTheyAre() {
        assertThat(read("")).isEmpty();
        assertThat(read("gruß")).isEqualTo("gruß");
        assertThat(cache.text(Unpooled.wrappedBuffer(new byte[] {'a', (byte) 0xff}), 0, 2))
                .isEqualTo("a\ufffd");
    }

    private String read(String text) {
        ByteBuf in = Unpooled.copiedBuffer("?" + text + "?", StandardCharsets.UTF_8);
        String found = cache.text(in, 1, in.readableBytes() - 2);
        assertThat(in.readerIndex()).isZero();
        return found;
    }
}
