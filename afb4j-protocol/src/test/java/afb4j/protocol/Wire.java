package afb4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.protocol.websocket.FrameDecoder;
import afb4j.protocol.websocket.FrameSink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/// Bytes for tests: written field by field, cut at every prefix, taken out of their frames.
public final class Wire {

    private Wire() {}

    /// Joins fields: a char or an int is one byte, a String its bytes in UTF-8, a byte array itself.
    public static ByteBuf bytes(Object... fields) {
        ByteBuf out = Unpooled.buffer();
        for (Object field : fields) {
            switch (field) {
                case Character character -> out.writeByte(character);
                case Integer number -> out.writeByte(number);
                case String text -> out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
                case byte[] array -> out.writeBytes(array);
                default -> throw new IllegalArgumentException("field of " + field.getClass());
            }
        }
        return out;
    }

    public static ByteBuf text(String text) {
        return bytes(text);
    }

    public static ByteBuf hex(String hex) {
        return bytes(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    public static String hex(ByteBuf bytes) {
        byte[] array = new byte[bytes.readableBytes()];
        bytes.getBytes(bytes.readerIndex(), array);
        return HexFormat.of().formatHex(array);
    }

    /// The payloads of the binary messages in `frames`, as copies.
    public static List<ByteBuf> payloads(ByteBuf frames) {
        List<ByteBuf> payloads = new ArrayList<>();
        try (var decoder =
                new FrameDecoder(ProtocolLimits.DEFAULT_MAX_MESSAGE_BYTES, UnpooledByteBufAllocator.DEFAULT)) {
            decoder.decode(frames, new FrameSink() {
                @Override
                public void onMessage(ByteBuf payload) {
                    payloads.add(Unpooled.copiedBuffer(payload));
                }

                @Override
                public void onPing(ByteBuf payload) {}

                @Override
                public void onPong(ByteBuf payload) {}

                @Override
                public void onClose(int code) {}
            });
        }
        return payloads;
    }

    /// The payload of the one frame that `encode` writes, which must be one whole frame.
    public static ByteBuf payload(Consumer<ByteBuf> encode) {
        ByteBuf frames = Unpooled.buffer();
        encode.accept(frames);
        List<ByteBuf> payloads = payloads(frames);
        assertThat(payloads).hasSize(1);
        assertThat(frames.isReadable()).isFalse();
        return payloads.getFirst();
    }

    /// Asserts that no proper prefix of `message` decodes and that each fails in a typed way.
    public static void assertEveryPrefixFails(ByteBuf message, Consumer<ByteBuf> decode) {
        for (int bytes = 0; bytes < message.readableBytes(); bytes++) {
            ByteBuf prefix = message.copy(message.readerIndex(), bytes);
            assertThatThrownBy(() -> decode.accept(prefix))
                    .as("prefix of %d bytes", bytes)
                    .isInstanceOf(ProtocolException.class);
            assertThat(prefix.readerIndex()).as("reader index").isZero();
        }
    }

    /// Asserts that decoding `message` fails for `reason`.
    public static void assertFails(ByteBuf message, ProtocolException.Reason reason, Consumer<ByteBuf> decode) {
        assertThatThrownBy(() -> decode.accept(message))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason));
    }
}
