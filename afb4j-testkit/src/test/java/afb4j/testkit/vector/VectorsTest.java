package afb4j.testkit.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorsTest {

    static Stream<Vector> vectors() {
        return Vectors.all().stream();
    }

    /// The recorder decoded with a program of its own, and noted what it could not decode: both must agree
    /// on each message.
    @ParameterizedTest
    @MethodSource("vectors")
    void decodesExactlyWhatTheRecorderDecoded(Vector vector) {
        List<String> disagreed = vector.frames().stream()
                .filter(line -> line.message().isPresent()
                        && isDecodable(line.message().get()) == line.note().contains("not decodable"))
                .map(line -> line.message().get().describe() + " / " + line.note())
                .toList();

        assertThat(disagreed).isEmpty();
    }

    private static boolean isDecodable(Message message) {
        return message.isValid() && message.surplus() == 0;
    }
}
