package afb4j.server.http.file;

import static afb4j.server.http.file.Conditions.Verdict.FAILED;
import static afb4j.server.http.file.Conditions.Verdict.NOT_MODIFIED;
import static afb4j.server.http.file.Conditions.Verdict.SEND;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.server.http.file.Conditions.Verdict;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Conditions of requests (RFC 9110, section 13; P19), about a file with the tag `"a"` that was changed
/// at `SAME`.
final class ConditionsTest {

    private static final String BEFORE = "Sun, 06 Nov 1994 08:49:36 GMT";
    private static final String SAME = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String SAME_OLD_FORM = "Sunday, 06-Nov-94 08:49:37 GMT";
    private static final String AFTER = "Sun, 06 Nov 1994 08:49:38 GMT";
    private static final String FUTURE = "Fri, 20 Nov 2099 00:00:00 GMT";
    private static final long MODIFIED_SECONDS = 784_111_777;
    private static final long NOW_SECONDS = MODIFIED_SECONDS + 1000;
    private static final EntityTag TAG = new EntityTag("\"a\"");

    static Stream<Arguments> conditions() {
        return Stream.of(
                Arguments.of("", "", "", "", SEND),
                Arguments.of("", "", "\"a\"", "", NOT_MODIFIED),
                Arguments.of("", "", "W/\"a\"", "", NOT_MODIFIED),
                Arguments.of("", "", "\"b\", \"a\"", "", NOT_MODIFIED),
                Arguments.of("", "", "*", "", NOT_MODIFIED),
                Arguments.of("", "", "\"b\"", "", SEND),
                Arguments.of("", "", "other", "", SEND),
                Arguments.of("", "", "\"b\"", SAME, SEND),
                Arguments.of("", "", "", BEFORE, SEND),
                Arguments.of("", "", "", SAME, NOT_MODIFIED),
                Arguments.of("", "", "", SAME_OLD_FORM, NOT_MODIFIED),
                Arguments.of("", "", "", AFTER, NOT_MODIFIED),
                Arguments.of("", "", "", FUTURE, SEND),
                Arguments.of("", "", "", "yesterday", SEND),
                Arguments.of("\"a\"", "", "", "", SEND),
                Arguments.of("*", "", "", "", SEND),
                Arguments.of("W/\"a\"", "", "", "", FAILED),
                Arguments.of("\"b\"", "", "", "", FAILED),
                Arguments.of("\"a\"", BEFORE, "", "", SEND),
                Arguments.of("", BEFORE, "", "", FAILED),
                Arguments.of("", SAME, "", "", SEND),
                Arguments.of("", "yesterday", "", "", SEND),
                Arguments.of("\"b\"", "", "\"a\"", "", FAILED),
                Arguments.of("\"a\"", "", "\"a\"", "", NOT_MODIFIED));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void areWeighedInTheOrderOfTheStandard(
            String ifMatch, String ifUnmodifiedSince, String ifNoneMatch, String ifModifiedSince, Verdict verdict) {
        var conditions = new Conditions(ifMatch, ifUnmodifiedSince, ifNoneMatch, ifModifiedSince, "");

        assertThat(conditions.on(TAG, MODIFIED_SECONDS, NOW_SECONDS)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "''                             | true",
                "\"a\"                          | true",
                "\"b\"                          | false",
                "W/\"a\"                        | false",
                "Sun, 06 Nov 1994 08:49:37 GMT  | true",
                "Sun, 06 Nov 1994 08:49:38 GMT  | false",
                "Sun, 06 Nov 1994 08:49:36 GMT  | false",
                "nonsense                       | false",
            })
    void permitARangeOfWhatTheClientHasOnly(String ifRange, boolean isPermitted) {
        var conditions = new Conditions("", "", "", "", ifRange);

        assertThat(conditions.permitRange(TAG, MODIFIED_SECONDS)).isEqualTo(isPermitted);
    }
}
