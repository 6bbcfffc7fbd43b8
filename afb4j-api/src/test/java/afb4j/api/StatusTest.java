package afb4j.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// http-and-wsj1.md 1.5.
final class StatusTest {

    @ParameterizedTest
    @CsvSource({
        "2147483647, success",
        "5,     success",
        "0,     success",
        "-1,    internal-error",
        "-2,    out-of-memory",
        "-3,    unknown-api",
        "-4,    unknown-verb",
        "-5,    not-available",
        "-6,    unauthorized",
        "-7,    invalid-token",
        "-8,    forbidden",
        "-9,    insufficient-scope",
        "-10,   bad-api-state",
        "-11,   no-reply",
        "-12,   invalid-request",
        "-13,   no-item",
        "-14,   bad-state",
        "-15,   disconnected",
        "-16,   timeout",
        "-17,   internal-error",
        "-999,  internal-error",
        "-1000, error",
        "-1001, error",
        "-2147483648, error"
    })
    void namesEachCode(int code, String name) {
        Status status = Status.of(code);

        assertThat(status.code()).isEqualTo(code);
        assertThat(status.name()).isEqualTo(name);
        assertThat(status.info()).isEmpty();
        assertThat(status.isSuccess()).isEqualTo(code >= 0);
    }

    @Test
    void givesTheConstantsForStandardCodes() {
        for (int code = 0; code >= -16; code--) {
            assertThat(Status.of(code)).isSameAs(Status.of(code));
        }
        assertThat(Status.of(-4)).isSameAs(Status.UNKNOWN_VERB);
    }

    @Test
    void findsTheCodeOfAStandardNameAgain() {
        for (int code = -1; code >= -16; code--) {
            assertThat(Status.named(Status.of(code).name())).isEqualTo(Status.of(code));
        }
    }

    @ParameterizedTest
    @CsvSource({"not-replied, -11", "not-item, -13"})
    void understandsOlderNamesAndKeepsThem(String name, int code) {
        assertThat(Status.named(name)).isEqualTo(Status.of(code, name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "error", "aborted", "success", "", "Unknown-Verb"})
    void takesOtherNamesForUserErrors(String name) {
        assertThat(Status.named(name)).isEqualTo(Status.of(Status.USER_ERROR_CODE, name));
    }

    @Test
    void tellsAnEmptyInfoFromNone() { // W-22
        assertThat(Status.UNKNOWN_VERB.withInfo("").info()).contains("");
        assertThat(Status.UNKNOWN_VERB.withInfo("")).isNotEqualTo(Status.UNKNOWN_VERB);
        assertThat(Status.UNKNOWN_VERB.withInfo("why"))
                .isEqualTo(Status.UNKNOWN_VERB.withInfo("why"))
                .hasSameHashCodeAs(Status.UNKNOWN_VERB.withInfo("why"))
                .hasToString("unknown-verb (-4): why");
        assertThat(Status.UNKNOWN_VERB).hasToString("unknown-verb (-4)");
    }

    @Test
    void invalidRequestCarriesItsText() {
        assertThat(Status.invalidRequest("expected a number"))
                .isEqualTo(Status.of(-12).withInfo("expected a number"));
    }
}
