package afb4j.core.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WildcardsTest {

    @ParameterizedTest
    @CsvSource({
        "abc, abc, true",
        "abc, ab, false",
        "abc, abcd, false",
        "a.c, abc, false",
        "'', '', true",
        "'', a, false",
        "*, '', true",
        "*, 'a\nb', true",
        "**, a, true",
        "a*, a, true",
        "*c, abc, true",
        "*c, abcb, false",
        "a*c*e, abcde, true",
        "a*c*e, abde, false",
        "*ab, aab, true",
        "*aba*, ababa, true",
        "a*a, a, false",
        "urn:*:read, urn:position:read, true",
        "urn:*:read, urn:position:readmore, false"
    })
    void fitsAnyRunOfCharactersForAStar(String pattern, String text, boolean fits) {
        assertThat(new Wildcards(pattern).fits(text)).isEqualTo(fits);
    }

    @Test
    void takesLongTextsThatAlmostFit() {
        String almost = "a".repeat(20_000);

        assertThat(new Wildcards("*a*a*a*a*b").fits(almost)).isFalse();
    }
}
