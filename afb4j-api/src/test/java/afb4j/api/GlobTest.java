package afb4j.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// http-and-wsj1.md 8.1.
final class GlobTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "x-*,       x-anything",
                "x-*,       x-", // vector verb-glob
                "mid*dle,   midXYdle",
                "mid*dle,   middle",
                "*,         \"\"",
                "*,         a b",
                "**,        ab",
                "a*b*c,     a-b-b-c",
                "*a*b,      xaxaxb",
                "?,         x",
                "???,       aé😀",
                "😀*,       😀x",
                "[abc],     b",
                "[a-c]x,    bx",
                "[!a-c]x,   dx",
                "[^a-c]x,   dx",
                "[]x],      ]",
                "[!]x],     a",
                "[a-],      -",
                "[-a],      -",
                "[a\\^&&b], ^",
                "[,         [",
                "[],        []",
                "[abc,      [abc",
                "a*/b,      axx/b",
                "*/*,       a/b",
                ".*,        .hidden",
                "a/.*,      a/.b",
                "a.*,       a.b",
                "*.b,       a.b",
                "\\*,      \\x",
            })
    void matches(String glob, String name) {
        assertThat(Glob.of(glob).matches(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "x-*,     x-a/b", // vector verb-glob
                "x-*,     X-a",
                "x-*,     y",
                "?,       \"\"",
                "?,       /",
                "??,      x",
                "[abc],   d",
                "[!a],    a",
                "[!a],    /",
                "[.-0],   /",
                "[c-a],   b",
                "[!]x],   ]",
                "*,       .hidden",
                "*.x,     .x",
                "?x,      .x",
                "[.]x,    .x",
                "a/*,     a/.b",
                "*/*,     a/b/c",
                "a*b,     a/b",
                "*a*b,    xaxa",
                "ab,      abc",
                "abc,     ab",
            })
    void doesNotMatch(String glob, String name) {
        assertThat(Glob.of(glob).matches(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"x-*, true", "a?, true", "[a], true", "a[, true", "ping, false", "a]-^!\\, false"})
    void knowsAPattern(String name, boolean pattern) {
        assertThat(Glob.isPattern(name)).isEqualTo(pattern);
    }

    @Test
    void takesLittleTimeForALongNameThatAlmostMatches() {
        String name = "a".repeat(1_000_000);

        boolean matches = assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> Glob.of("*a*a*a*b").matches(name));

        assertThat(matches).isFalse();
    }

    @Test
    void isEqualToAGlobOfTheSameText() {
        assertThat(Glob.of("a*"))
                .isEqualTo(Glob.of("a*"))
                .hasSameHashCodeAs(Glob.of("a*"))
                .hasToString("a*");
        assertThat(Glob.of("a*")).isNotEqualTo(Glob.of("a?"));
    }
}
