package afb4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
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
        assertThat(read("pxng")).isEqualTo("pxng");
        assertThat(read("ping")).isEqualTo("ping");
        assertThat(read("pxng")).isEqualTo("pxng");
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
