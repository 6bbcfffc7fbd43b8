package afb4j.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import afb4j.api.Int.Width;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How typed values look as JSON: http-and-wsj1.md 1.6.
final class DataTest {

    @ParameterizedTest
    @CsvSource({
        "I32, -2147483648, -2147483648",
        "U32, 4294967295,  4294967295",
        "I64, -9223372036854775808, -9223372036854775808",
        "U64, -1, 18446744073709551615",
        "U64, 5000000000, 5000000000"
    })
    void wholeNumbersKeepAllTheirDigits(Width width, long value, String json) {
        assertThat(new Int(width, value).toJson().text()).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({"I32, 2147483648", "I32, -2147483649", "U32, 4294967296", "U32, -1"})
    void refusesANumberWiderThanItsWidth(Width width, long value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Int(width, value))
                .withMessage(value + " does not fit in " + width);
    }

    @Test
    void anAbsentTextIsNullAndAnEmptyOneIsNot() {
        assertThat(Text.absent().toJson()).isEqualTo(Json.NULL);
        assertThat(Text.of("").toJson().text()).isEqualTo("\"\"");
        assertThat(Text.of("")).isNotEqualTo(Text.absent());
        assertThatIllegalArgumentException().isThrownBy(() -> new Text("x", true));
    }

    @Test
    void bytesHaveNoJsonAndAreCopied() {
        byte[] content = {1, 2};
        Bytes bytes = Bytes.of(content);

        content[0] = 9;
        bytes.toArray()[1] = 9;

        assertThat(bytes.toArray()).containsExactly(1, 2);
        assertThat(bytes.size()).isEqualTo(2);
        assertThat(bytes.toJson()).isEqualTo(Json.NULL);
        assertThat(bytes).isEqualTo(Bytes.of(new byte[] {1, 2})).hasSameHashCodeAs(Bytes.of(new byte[] {1, 2}));
        assertThat(bytes).hasToString("2 bytes").isNotEqualTo(Bytes.of(new byte[] {1}));
    }

    @Test
    void truthAndRealNumbersAreThemselves() {
        assertThat(new Bool(true).toJson()).isEqualTo(Json.TRUE);
        assertThat(new Real(1.5).toJson().text()).isEqualTo("1.5");
        assertThat(Int.of(-7).toJson().text()).isEqualTo("-7");
        assertThat(OBJECT.toJson()).isSameAs(OBJECT);
    }

    private static final Json OBJECT = Json.parse("{}");
}
