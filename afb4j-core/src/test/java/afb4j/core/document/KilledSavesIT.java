package afb4j.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process is killed while it saves documents, at moments that a seed chooses: each document is whole, and
/// not older than what was said to be saved.
final class KilledSavesIT {

    private static final int KILLS = 8;
    private static final int LINES_PER_LIFE = 150;
    private static final long SEED = 20_261_121;

    @TempDir
    Path root;

    private final Random random = new Random(SEED);
    private final Map<String, Integer> saved = new HashMap<>();
    private final Map<String, Integer> begun = new HashMap<>();
    private int lastNumber;

    @Test
    void losesAndTearsNothing() throws Exception { // S-86
        int lines = 0;
        for (int life = 0; life < KILLS; life++) {
            lines += liveAndBeKilled(LINES_PER_LIFE / 2 + random.nextInt(LINES_PER_LIFE));
            check("life " + life + ", seed " + SEED);
        }
        assertThat(lines).isGreaterThanOrEqualTo(KILLS * LINES_PER_LIFE / 2);
    }

    private int liveAndBeKilled(int linesToLive) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--class-path",
                        System.getProperty("java.class.path"),
                        SavingProcess.class.getName(),
                        root.toString(),
                        Integer.toString(lastNumber))
                .redirectError(Redirect.INHERIT)
                .start();
        int lines = 0;
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines += note(line) ? 1 : 0;
                if (lines == linesToLive) {
                    process.toHandle().destroyForcibly(); // what it said before is still to be read
                }
            }
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(lines).as("lines before the end of the process").isGreaterThanOrEqualTo(linesToLive);
        return lines;
    }

    private boolean note(String line) {
        String[] words = line.split(" ", -1);
        if (!words[words.length - 1].equals(".")) {
            return false; // cut off by the kill
        }
        int number = Integer.parseInt(words[2]);
        lastNumber = Math.max(lastNumber, number);
        if (words[0].equals("begin")) {
            begun.put(words[1], number);
            return false;
        }
        begun.remove(words[1]);
        saved.put(words[1], number);
        return true;
    }

    private void check(String when) throws IOException {
        DocumentStore store = DocumentStore.open(root);
        assertThat(store.current(SavingProcess.API)).as(when).isPresent();
        saved.replaceAll((name, number) -> {
            Json document = store.load(SavingProcess.API, name).orElseThrow();
            String text = document.member("text").orElseThrow().asText();
            assertThat(text.hashCode())
                    .as("%s: %s is whole", when, name)
                    .isEqualTo(document.member("check").orElseThrow().asInt());
            int found = document.member("n").orElseThrow().asInt();
            assertThat(found).as("%s: %s", when, name).isIn(number, begun.getOrDefault(name, number));
            return found;
        });
        begun.clear();
        try (var files = Files.list(root.resolve(SavingProcess.API))) {
            assertThat(files)
                    .as(when)
                    .noneMatch(file -> file.getFileName().toString().startsWith("."));
        }
    }
}
