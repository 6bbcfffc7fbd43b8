package afb4j.sequencer.races;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs jcstress in a process of its own. How long is said by the property `races`, see the POM. What it reports is
/// left in `target/races.log`.
final class RacesIT {

    @TempDir
    private Path directory;

    @Test
    void findsNoForbiddenOutcome() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-r",
                directory.resolve("report").toString(),
                "-v"));
        command.addAll(List.of(System.getProperty("races").split(" ")));
        Path output = Path.of("target", "races.log").toAbsolutePath();

        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(process.waitFor(6, TimeUnit.HOURS)).isTrue();
        String text = Files.readString(output);
        assertThat(process.exitValue()).as(text).isZero();
        assertThat(text).contains("Failed tests: No matches", "Error tests: No matches", "matching test results");
    }
}
