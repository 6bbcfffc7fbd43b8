package afb4j.server.http.json1;

import static afb4j.server.http.json1.ClientFrames.CLOSE;
import static afb4j.server.http.json1.ClientFrames.CONTINUATION;
import static afb4j.server.http.json1.ClientFrames.FIN;
import static afb4j.server.http.json1.ClientFrames.PING;
import static afb4j.server.http.json1.ClientFrames.PONG;
import static afb4j.server.http.json1.ClientFrames.TEXT;
import static afb4j.server.http.json1.EmbeddedBrowser.success;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a client sends, cut anywhere: the connection goes on or ends with a code that says why, and other
/// clients do not notice (http-and-wsj1.md 3.2, 3.4, 11).
@ExtendWith(NoWarnings.class)
final class Json1RandomTest {

    private static final int STREAMS = 300;
    private static final int MOST_FRAMES = 12;
    private static final String CODES = "close( 1000| 1001| 1002| 1003| 1007| 1008| 1009| 3\\d\\d\\d| 4\\d\\d\\d)?.*";
    private static final List<String> TEXTS = List.of(
            "[2,\"1\",\"demo/echo\",{\"a\":[1,2]}]",
            "[2,\"2\",\"demo/later\",null]",
            "[2,\"3\",\"demo/subscribe-tick\",null]",
            "[2,\"4\",\"demo/push-tick\",\"é\"]",
            "[2,\"5\",\"demo/broadcast\",null,\"token\"]",
            "[2,\"6\",\"nope/echo\",0]",
            "[2,\"7\",\"demo/nothing\",0]",
            "[5,\"a/b\",null]");

    private static LongStream seeds() {
        return LongStream.range(0, STREAMS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyStreamOfFramesIsAnsweredOrRefused(long seed, LogCapture logs) {
        logs.tolerate("refused with 100");
        logs.tolerate("no answer within");
        logs.tolerate("was answered before");
        Random random = new Random(seed);
        try (EmbeddedBinder binder = new EmbeddedBinder()) {
            EmbeddedBrowser other = binder.browser();
            EmbeddedBrowser browser = binder.browser();

            send(browser, stream(random), random);
            binder.loop.advance(Duration.ofSeconds(random.nextInt(45)));
            while (!binder.kept.isEmpty()) {
                binder.answer(1);
            }

            List<String> received = browser.received();
            if (!browser.channel.isOpen()) {
                assertThat(received).as("seed %d", seed).isNotEmpty();
                assertThat(received.getLast()).as("seed %d", seed).matches(CODES);
            }
            other.call(99, "demo/echo", "99");
            assertThat(other.received()).as("seed %d", seed).endsWith(success("99", "99"));
        }
    }

    /// In pieces of any length.
    private static void send(EmbeddedBrowser browser, ByteBuf stream, Random random) {
        while (stream.isReadable() && browser.channel.isOpen()) {
            int length = Math.min(stream.readableBytes(), 1 + random.nextInt(random.nextBoolean() ? 8 : 200));
            browser.send(stream.readSlice(length));
        }
    }

    /// Frames of texts, whole and in fragments, among control frames; some with a bit that is wrong.
    private static ByteBuf stream(Random random) {
        ByteBuf stream = Unpooled.buffer();
        for (int frames = random.nextInt(MOST_FRAMES); frames > 0; frames--) {
            switch (random.nextInt(8)) {
                case 0 -> control(stream, FIN | PING, random.nextInt(126), random);
                case 1 -> control(stream, FIN | PONG, random.nextInt(20), random);
                case 2 -> fragments(stream, text(random), random);
                default -> frame(stream, FIN | TEXT, text(random), random);
            }
        }
        if (random.nextInt(4) == 0) {
            control(stream, FIN | CLOSE, random.nextInt(5), random);
        }
        if (random.nextInt(2) == 0 && stream.isReadable()) {
            int at = random.nextInt(stream.readableBytes());
            stream.setByte(at, stream.getByte(at) ^ 1 << random.nextInt(Byte.SIZE));
        }
        return stream;
    }

    private static byte[] text(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size())).getBytes(UTF_8);
    }

    private static void control(ByteBuf stream, int head, int length, Random random) {
        byte[] payload = new byte[length];
        random.nextBytes(payload);
        frame(stream, head, payload, random);
    }

    private static void fragments(ByteBuf stream, byte[] text, Random random) {
        int cut = random.nextInt(text.length);
        byte[] first = Arrays.copyOf(text, cut);
        byte[] rest = Arrays.copyOfRange(text, cut, text.length);
        frame(stream, TEXT, first, random);
        if (random.nextBoolean()) {
            control(stream, FIN | PING, 1, random);
        }
        frame(stream, FIN | CONTINUATION, rest, random);
    }

    private static void frame(ByteBuf stream, int head, byte[] payload, Random random) {
        stream.writeBytes(
                random.nextBoolean() ? ClientFrames.masked(head, payload) : ClientFrames.unmasked(head, payload));
    }
}
