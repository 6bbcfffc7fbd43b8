package afb4j.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The properties of [JsonFuzzTest] for texts that are made of its seeds by random changes. The reader of JSON is
/// slow while a fuzzer observes it; without one it reads millions of texts a minute, 10 million in a run of
/// `-Dmutations=10000000`. The text of a failure is that of its number, always the same one.
class JsonMutationTest {

    private static final long MUTATIONS = Long.getLong("mutations", 20_000);
    private static final int MAX_BYTES = 4096;
    private static final byte[] WORDS = "{}[]\",:\\/*'0123456789.eE+-truefalsnINaf \n\t\0\u0080".getBytes(UTF_8);

    private final JsonFuzzTest properties = new JsonFuzzTest();
    private final List<byte[]> seeds = seeds();

    private static List<byte[]> seeds() {
        try {
            Path folder = Path.of(
                    Objects.requireNonNull(JsonMutationTest.class.getResource("JsonFuzzTestInputs/readsAnyText"))
                            .toURI());
            List<byte[]> texts = new ArrayList<>();
            try (Stream<Path> files = Files.list(folder).sorted()) {
                for (Path file : files.toList()) {
                    texts.add(Files.readAllBytes(file));
                }
            }
            return texts;
        } catch (IOException | URISyntaxException cause) {
            throw new IllegalStateException(cause);
        }
    }

    @Test
    void readsAnyChangedText() { // W-27
        LongStream.range(0, MUTATIONS).parallel().forEach(number -> {
            byte[] text = text(number);
            try {
                properties.readsAnyText(text);
                properties.readsAnyTextOf2017(text);
            } catch (RuntimeException | AssertionError | StackOverflowError failure) {
                throw new AssertionError("text number " + number, failure);
            }
        });
    }

    private byte[] text(long number) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(number);
        byte[] text = seeds.get(random.nextInt(seeds.size())).clone();
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes; i++) {
            text = changed(text, random);
        }
        return text;
    }

    private byte[] changed(byte[] text, RandomGenerator random) {
        int at = random.nextInt(text.length + 1);
        return switch (random.nextInt(5)) {
            case 0 -> spliced(text, at, at, new byte[] {WORDS[random.nextInt(WORDS.length)]});
            case 1 -> spliced(text, at, Math.min(text.length, at + 1), new byte[] {(byte) random.nextInt(256)});
            case 2 -> spliced(text, at, Math.min(text.length, at + 1 + random.nextInt(8)), new byte[0]);
            case 3 -> {
                byte[] other = seeds.get(random.nextInt(seeds.size()));
                int from = random.nextInt(other.length + 1);
                int to = from + random.nextInt(Math.min(64, other.length - from) + 1);
                yield spliced(text, at, at, Arrays.copyOfRange(other, from, to));
            }
            default -> {
                int end = Math.min(text.length, at + random.nextInt(32));
                yield spliced(text, at, at, Arrays.copyOfRange(text, at, end));
            }
        };
    }

    private static byte[] spliced(byte[] text, int from, int to, byte[] middle) {
        byte[] result = new byte[Math.min(MAX_BYTES, text.length - (to - from) + middle.length)];
        int head = Math.min(from, result.length);
        System.arraycopy(text, 0, result, 0, head);
        int inner = Math.min(middle.length, result.length - head);
        System.arraycopy(middle, 0, result, head, inner);
        System.arraycopy(text, to, result, head + inner, Math.min(text.length - to, result.length - head - inner));
        return result;
    }
}
