package afb4j.store;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.core.session.LiveSession;
import afb4j.core.session.SessionConfig;
import afb4j.core.session.SessionTable;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.testkit.NoWarnings;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A process is killed while it writes, at moments that a seed chooses: nothing that was acknowledged is
/// lost, nothing that is read is torn.
@ExtendWith(NoWarnings.class)
final class KilledProcessIT {

    private static final int KILLS = 8;
    private static final int LINES_PER_LIFE = 150;
    private static final long SEED = 20_261_121;

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);
    private final Map<String, State> acknowledged = new HashMap<>();
    /// The number of the change that may not be acknowledged yet, by uuid; 0 for an end.
    private final Map<String, Integer> begun = new HashMap<>();
    private int lastNumber;

    @Test
    void losesNothingThatWasAcknowledged() throws Exception {
        Path file = directory.resolve("sessions.db");
        int lines = 0;
        for (int life = 0; life < KILLS; life++) {
            lines += liveAndBeKilled(file, LINES_PER_LIFE / 2 + random.nextInt(LINES_PER_LIFE));
            check(file, "life " + life + ", seed " + SEED);
        }
        assertThat(lines).isGreaterThanOrEqualTo(KILLS * LINES_PER_LIFE / 2);
    }

    /// @return how many lines the process wrote
    private int liveAndBeKilled(Path file, int linesToLive) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--class-path",
                        System.getProperty("java.class.path"),
                        WritingProcess.class.getName(),
                        file.toString(),
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
        acknowledged.put(words[1], number == 0 ? State.NONE : new State(number, words[3]));
        return true;
    }

    /// What is found is what was acknowledged, or on the way to what was begun after it; the next life goes
    /// on from there.
    private void check(Path file, String when) {
        try (FileSessionStore store = FileSessionStore.open(file);
                SessionTable table = SessionTable.open(SessionConfig.DEFAULT, store, new VirtualLoop())) {
            acknowledged.replaceAll((uuid, last) -> {
                State found = stateOf(table.find(uuid));
                assertThat(isAllowed(found, last, begun.getOrDefault(uuid, -1)))
                        .as("%s, %s: found %s, acknowledged %s, begun %s", when, uuid, found, last, begun.get(uuid))
                        .isTrue();
                return found;
            });
        }
        begun.clear();
    }

    private static boolean isAllowed(State found, State last, int begunNumber) {
        if (found.equals(last)) {
            return true;
        }
        if (begunNumber < 0) {
            return false;
        }
        boolean isMadeOnly = last.equals(State.NONE) && found.number == 0 && found.token.isEmpty();
        return isMadeOnly || found.number == begunNumber;
    }

    private static State stateOf(Optional<LiveSession> found) {
        if (found.isEmpty()) {
            return State.NONE;
        }
        LiveSession session = found.get();
        Optional<Json> value = session.view(WritingProcess.API).value().map(Json.class::cast);
        if (value.isEmpty()) {
            return new State(0, session.token());
        }
        Json whole = value.get();
        String text = whole.member("text").orElseThrow().asText();
        assertThat(text.hashCode())
                .as("a whole value")
                .isEqualTo(whole.member("check").orElseThrow().asInt());
        return new State(whole.member("n").orElseThrow().asInt(), session.token());
    }

    /// What a session is like.
    ///
    /// @param number the value, 0 for none
    private record State(int number, String token) {
        private static final State NONE = new State(0, "no session");
    }
}
