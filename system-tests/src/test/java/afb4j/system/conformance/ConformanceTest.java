package afb4j.system.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every rule of the specifications is cited by a test, or it is said why not; docs/conformance.md tells.
final class ConformanceTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static Conformance conformance;

    @BeforeAll
    static void read() throws IOException {
        conformance = Conformance.of(ROOT);
    }

    @Test
    void everyRuleHasItsTestOrItsReason() {
        assertThat(conformance.problems()).isEmpty();
    }

    @Test
    void thePageSaysWhatTheTestsCite() throws IOException {
        assertThat(Files.readString(ROOT.resolve(Conformance.PAGE)))
                .as("docs/conformance.md is made by ./verify --conformance, which was not run since tests changed")
                .isEqualTo(conformance.page());
    }
}
