package afb4j.server.http.file;

import static afb4j.server.http.file.Coding.BROTLI;
import static afb4j.server.http.file.Coding.GZIP;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a client accepts (RFC 9110, section 12.5.3).
final class CodingTest {

    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of("", List.of()),
                Arguments.of("identity", List.of()),
                Arguments.of("gzip", List.of(GZIP)),
                Arguments.of("GZIP", List.of(GZIP)),
                Arguments.of("x-gzip", List.of(GZIP)),
                Arguments.of("br", List.of(BROTLI)),
                Arguments.of("gzip, deflate, br, zstd", List.of(BROTLI, GZIP)),
                Arguments.of("gzip;q=1.0, br;q=0.5", List.of(BROTLI, GZIP)),
                Arguments.of("gzip;q=0", List.of()),
                Arguments.of("gzip; q=0.000 , br", List.of(BROTLI)),
                Arguments.of("gzip;q=0.001", List.of(GZIP)),
                Arguments.of("*", List.of(BROTLI, GZIP)),
                Arguments.of("*;q=0", List.of()),
                Arguments.of("br;q=0, *", List.of(GZIP)),
                Arguments.of("*;q=0, gzip", List.of(GZIP)),
                Arguments.of("gzipped", List.of()));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void isTakenWhenTheClientAcceptsIt(String header, List<Coding> accepted) {
        assertThat(Coding.acceptedBy(header)).isEqualTo(accepted);
    }
}
