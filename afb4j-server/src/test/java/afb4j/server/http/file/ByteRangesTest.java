package afb4j.server.http.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Ranges of a file of 10 bytes (RFC 9110, section 14).
final class ByteRangesTest {

    private static ByteRanges parse(String header) {
        return ByteRanges.parse(header, 10);
    }

    static Stream<Arguments> ranges() {
        return Stream.of(
                Arguments.of("bytes=0-0", List.of(new ByteRange(0, 1))),
                Arguments.of("bytes=1-2", List.of(new ByteRange(1, 2))),
                Arguments.of("BYTES=1-2", List.of(new ByteRange(1, 2))),
                Arguments.of("bytes=5-", List.of(new ByteRange(5, 5))),
                Arguments.of("bytes=9-9", List.of(new ByteRange(9, 1))),
                Arguments.of("bytes=5-100", List.of(new ByteRange(5, 5))),
                Arguments.of("bytes=5-99999999999999999999999", List.of(new ByteRange(5, 5))),
                Arguments.of("bytes=-3", List.of(new ByteRange(7, 3))),
                Arguments.of("bytes=-100", List.of(new ByteRange(0, 10))),
                Arguments.of("bytes=0-0,-1", List.of(new ByteRange(0, 1), new ByteRange(9, 1))),
                Arguments.of("bytes= 0-0 , , 2-3", List.of(new ByteRange(0, 1), new ByteRange(2, 2))),
                Arguments.of("bytes=2-3,0-0", List.of(new ByteRange(2, 2), new ByteRange(0, 1))),
                Arguments.of("bytes=20-30,0-0", List.of(new ByteRange(0, 1))));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void areThePartsThatAreThere(String header, List<ByteRange> ranges) {
        assertThat(parse(header)).isEqualTo(new ByteRanges.Parts(ranges));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=99999999999999999999-", "bytes=10-,11-"})
    void areUnsatisfiableWhenNothingOfThemIsThere(String header) {
        assertThat(parse(header)).isEqualTo(new ByteRanges.Unsatisfiable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=,",
                "bytes=-",
                "bytes=a-b",
                "bytes=2-1",
                "bytes=1",
                "bytes=1-2-3",
                "lines=1-2",
                "bytes=0-0,x",
                "bytes=0-9,0-9",
                "bytes=0-,0-,0-",
                "bytes=--1",
                "bytes=+1-2",
                "bytes=0x1-2"
            })
    void areTheWholeWhenTheyAreNotUnderstoodOrMoreThanIt(String header) {
        assertThat(parse(header)).isEqualTo(new ByteRanges.Whole());
    }

    @Test
    void areTheWholeWhenTheyAreVeryMany() {
        String few = "bytes=0-0" + ",0-0".repeat(ByteRanges.MAX_RANGES - 1);

        assertThat(ByteRanges.parse(few, 100)).isInstanceOf(ByteRanges.Parts.class);
        assertThat(ByteRanges.parse(few + ",0-0", 100)).isEqualTo(new ByteRanges.Whole());
        assertThat(ByteRanges.parse("bytes=" + "0-0,".repeat(100_000), 1_000_000))
                .isEqualTo(new ByteRanges.Whole());
    }

    @Test
    void ofAnEmptyFileAreNeverThere() {
        assertThat(ByteRanges.parse("bytes=0-", 0)).isEqualTo(new ByteRanges.Unsatisfiable());
        assertThat(ByteRanges.parse("bytes=-1", 0)).isEqualTo(new ByteRanges.Unsatisfiable());
    }

    @Test
    void sayWhereTheyAre() {
        assertThat(new ByteRange(7, 3).contentRange(10)).isEqualTo("bytes 7-9/10");
    }
}
