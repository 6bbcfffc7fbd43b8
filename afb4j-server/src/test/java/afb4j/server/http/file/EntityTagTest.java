package afb4j.server.http.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lists of tags (RFC 9110, section 13.1; P19).
final class EntityTagTest {

    private final EntityTag tag = new EntityTag("\"a\"");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"a\"              | true  | true",
                "  \"a\"            | true  | true",
                "W/\"a\"            | true  | false",
                "\"b\"              | false | false",
                "\"b\", \"a\"       | true  | true",
                "\"b\",\"a\"        | true  | true",
                "\"b\" , W/\"a\"    | true  | false",
                "*                  | true  | true",
                "a                  | false | false",
                "\"a                | false | false",
                "\"b\", a           | false | false",
                "\"x,\"a\"\"        | false | false",
                "w/\"a\"            | false | false",
                "W/                 | false | false",
                ",                  | false | false",
            })
    void areComparedWeaklyOrStrongly(String list, boolean isInWeakly, boolean isInStrongly) {
        assertThat(tag.isInWeakly(list)).isEqualTo(isInWeakly);
        assertThat(tag.isInStrongly(list)).isEqualTo(isInStrongly);
    }
}
