package afb4j.system.http;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.testkit.http.AcceptedHttpDeviation;
import afb4j.testkit.http.HttpServerPlay;
import afb4j.testkit.http.HttpVector;
import afb4j.testkit.http.HttpVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the C binder answered over HTTP and json1, asked of ours.
final class RecordedHttpIT {

    @TempDir
    private Path folder;

    /// Recordings that are not played yet, and why.
    private static final Map<String, String> NOT_YET = Map.of(
            "http/info", "our API monitor has further verbs",
            "http/monitor", "our API monitor has further verbs",
            "http/monitor-verbosity", "an embedded binder logs notices from the start");

    static List<HttpVector> recordings() {
        return HttpVectors.all().stream()
                .filter(recorded -> !NOT_YET.containsKey(recorded.name()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void answersAsRecordedOrAsWanted(HttpVector recorded) {
        try (HttpBinder binder = HttpBinder.start(recorded.setup(), folder)) {
            HttpServerPlay.of(recorded).against(binder);
        }
    }

    @Test
    void tableOfWhatIsPlayedIsWritten() throws IOException {
        Path table = Path.of("target", "vectors-http.md");
        Files.createDirectories(table.getParent());

        Files.writeString(table, AcceptedHttpDeviation.table());

        assertThat(table).content().contains("| P5 |").contains("| http/alias |");
    }
}
