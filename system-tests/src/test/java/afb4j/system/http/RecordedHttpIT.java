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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the C binder answered over HTTP and json1, asked of ours.
final class RecordedHttpIT {

    @TempDir
    private Path folder;

    static List<HttpVector> recordings() {
        return HttpVectors.all();
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
