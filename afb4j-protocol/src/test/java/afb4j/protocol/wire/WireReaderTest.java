package afb4j.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class WireReaderTest {

    private static final int LONGEST = 80;

    @Test
    void readsObjectsOfAnyLengthWhole() { // W-27
        for (int length = 0; length <= LONGEST; length++) {
            String text = "\u0081\u00ff\u0001x".repeat(LONGEST).substring(0, length);

            assertThat(object(text, "?")).as("%d bytes", length).isEqualTo(text);
            assertThat(object(text, "\0".repeat(20))).as("%d bytes", length).isEqualTo(text);
        }
    }

    @Test
    void cutsAnObjectAtItsFirstNulWhereverThatIs() { // W-27
        for (int length = 1; length <= LONGEST; length++) {
            for (int nul = 0; nul < length; nul++) {
                String before = "x".repeat(nul);
                String after = "\0".repeat(length - nul - 1);

                assertThat(object(before + "\0" + after.replace('\0', 'y'), "?"))
                        .isEqualTo(before);
                assertThat(object(before + "\0" + after, "?")).isEqualTo(before);
            }
        }
    }

    /// What is read of an object of these characters, a byte each, with `rest` behind it.
    private static String object(String text, String rest) {
        ByteBuf in = Unpooled.buffer();
        in.writeIntLE(text.length() + 1);
        in.writeCharSequence(text + "\0" + rest, StandardCharsets.ISO_8859_1);

        String read = WireReader.readObject(in, "object").toString(StandardCharsets.ISO_8859_1);

        assertThat(in.readableBytes()).isEqualTo(rest.length());
        return read;
    }
}
