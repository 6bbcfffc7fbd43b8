package afb4j.server.http.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Folders of languages (http-and-wsj1.md 5, P21).
final class LanguageTagsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fr                              | fr",
                "FR                              | fr",
                "en-US,fr                        | en-us fr en",
                "en-US,fr;q=0.5                  | en-us fr en",
                "de;q=0.1, fr;q=0.9              | de fr",
                "fr-ca-x                         | fr-ca-x fr-ca fr",
                "fr-ca-x, en-us-x, fr            | fr-ca-x en-us-x fr fr-ca en-us en",
                "fr, fr, FR                      | fr",
                "*                               | ''",
                "fr, *;q=0.1                     | fr",
                "''                              | ''",
                "',,fr,,'                        | fr",
                "fr; level=1; q=0.3              | fr",
            })
    void areTheTagsAsGivenThenEachOfThemShortened(String header, String folders) {
        List<String> expected = Arrays.stream(folders.split(" "))
                .filter(folder -> !folder.isEmpty())
                .toList();

        assertThat(LanguageTags.folders(header)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"..", "../x", "fr/../..", "a/b", "fr\\x", "-", "fr-", "fr--x", "f_r", "abcdefghi", "é", "fr\0"})
    void areNothingButLettersDigitsAndHyphens(String header) { // P18
        assertThat(LanguageTags.folders(header)).isEmpty();
    }

    @Test
    void areFewHoweverLongTheHeaderIs() {
        String header = "a-b-c-d-e-f-g-h,".repeat(1000) + "b-c-d-e-f-g-h-i, c-d-e-f-g-h-i-j, fr";

        assertThat(LanguageTags.folders(header)).hasSize(8);
        assertThat(LanguageTags.folders("b-c-d-e-f-g-h-i, c-d-e-f-g-h-i-j, fr-a-b-c-d-e-f-g"))
                .hasSize(LanguageTags.MAX_FOLDERS);
    }
}
