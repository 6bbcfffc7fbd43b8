package afb4j.server.http.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/// Any body gives parts or a refusal, and the same ones however it is cut. The boundary is `XX`.
class MultipartDecoderFuzzTest {

    private static final int MAX_PARTS = 5;

    @FuzzTest
    void decodesAnyBody(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int pieceBytes = 1 + (input[0] & 0x1F);
        ByteBuf body = Unpooled.wrappedBuffer(input, 1, input.length - 1);

        assertThat(events(body.duplicate(), pieceBytes)).isEqualTo(events(body.duplicate(), Integer.MAX_VALUE));
    }

    private static List<String> events(ByteBuf body, int pieceBytes) {
        Events events = new Events();
        try (MultipartDecoder decoder = new MultipartDecoder("XX", MAX_PARTS, events)) {
            while (body.isReadable()) {
                decoder.decode(body.readSlice(Math.min(pieceBytes, body.readableBytes())));
            }
            decoder.end();
            events.all.add("end");
        } catch (FormException refusal) {
            events.all.add("refused: " + refusal.getMessage());
        }
        return events.all;
    }

    private static final class Events implements PartListener {

        private final List<String> all = new ArrayList<>();
        private final ByteBuf content = Unpooled.buffer();

        @Override
        public void onPart(PartHead head) {
            String file = head.fileName().orElse("none");
            assertThat(file).doesNotContain("/", "\\", "\0", "\n").isNotIn(".", "..");
            all.add(head.toString());
        }

        @Override
        public void onPiece(ByteBuf piece) {
            assertThat(piece.isReadable()).isTrue();
            content.writeBytes(piece, piece.readerIndex(), piece.readableBytes());
        }

        @Override
        public void onPartEnd() {
            all.add(ByteBufUtil.hexDump(content));
            content.clear();
        }
    }

    @FuzzTest
    void readsAnyHeader(byte[] input) {
        HeaderValue.parse(new String(input, UTF_8)).ifPresent(header -> {
            assertThat(header.value()).isNotBlank();
            assertThat(header.parameters().keySet()).noneMatch(String::isBlank);
        });
    }
}
