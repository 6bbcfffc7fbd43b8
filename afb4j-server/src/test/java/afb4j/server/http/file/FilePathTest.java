package afb4j.server.http.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A path has names and nothing that climbs (http-and-wsj1.md 5, P18).
final class FilePathTest {

    @ParameterizedTest
    @CsvSource({
        "/a.txt,            a.txt,   false",
        "a.txt,             a.txt,   false",
        "//a.txt,           a.txt,   false",
        "/./a.txt,          a.txt,   false",
        "/sub/../a.txt,     a.txt,   false",
        "/sub/./x/../a.txt, sub/a.txt, false",
        "/sub//a.txt,       sub/a.txt, false",
        "/sub,              sub,     false",
        "/sub/,             sub,     true",
        "/sub/.,            sub,     true",
        "/sub/x/..,         sub,     true",
        "/...,              ...,     false",
        "/..a,              ..a,     false",
        "/a..,              a..,     false",
        "/%2e%2e/a,         %2e%2e/a, false",
        "'/a b',            'a b',   false",
        "/ä/€,              ä/€,     false",
    })
    void resolvesWhatStaysBelow(String path, String names, boolean isFolder) {
        FilePath parsed = FilePath.parse(path).orElseThrow();

        assertThat(String.join("/", parsed.names())).isEqualTo(names);
        assertThat(parsed.isFolder()).isEqualTo(isFolder);
    }

    @Test
    void theRootIsAFolderWithItsSlashOnly() {
        assertThat(FilePath.parse("/")).contains(new FilePath(List.of(), true));
        assertThat(FilePath.parse("//")).contains(new FilePath(List.of(), true));
        assertThat(FilePath.parse("")).contains(new FilePath(List.of(), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/..",
                "/../",
                "..",
                "/../secret.txt",
                "/sub/../../secret.txt",
                "/./../secret.txt",
                "//../secret.txt",
                "/a/../b/../../secret.txt",
                "/..\\secret.txt",
                "\\..\\secret.txt",
                "/a\\b",
                "/a.txt\0",
                "/a.txt\0.html",
                "/a\nb",
                "/a\u007f",
            })
    void isNothingWhenItClimbsOrHoldsWhatNoNameHas(String path) {
        assertThat(FilePath.parse(path)).isEmpty();
    }

    @Test
    void isEncodedSoThatItMeansItselfOnly() {
        FilePath path = FilePath.parse("/evil.org/ä b/%2e?#").orElseThrow();

        assertThat(path.encoded()).isEqualTo("/evil.org/%C3%A4%20b/%252e%3F%23");
        assertThat(FilePath.parse("//evil.org/").orElseThrow().encoded()).isEqualTo("/evil.org");
        assertThat(FilePath.parse("/").orElseThrow().encoded()).isEmpty();
    }

    @Test
    void goesBelowOtherFolders() {
        FilePath path = FilePath.parse("/sub/").orElseThrow();

        assertThat(path.below("locales", "fr")).isEqualTo(new FilePath(List.of("locales", "fr", "sub"), true));
    }
}
