package afb4j.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Reading of standard input.
final class PipedLinesTest {

    private static final int MAX_LINE_BYTES = 100_000;

    private final Inbox inbox = new Inbox(1);
    private final List<String> lines = new ArrayList<>();

    /// Reads all, as the conversation would, and returns how it ended.
    private String read(InputStream in) throws InterruptedException {
        Thread.ofVirtual().start(new PipedLines(in, inbox, MAX_LINE_BYTES));
        while (true) {
            switch (inbox.take()) {
                case Happening.Lines(List<String> some) -> {
                    lines.addAll(some);
                    inbox.inputDone();
                }
                case Happening.EndOfInput(String failure) -> {
                    return failure;
                }
                default -> throw new AssertionError("only input was expected");
            }
        }
    }

    private String read(String text) throws InterruptedException {
        return read(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    @Test
    void givesLinesAlsoTheEmptyAndTheLastOne() throws InterruptedException { // P31
        assertThat(read("a\n\nb é\nc")).isEmpty();
        assertThat(lines).containsExactly("a", "", "b é", "c");
    }

    @Test
    void joinsLinesThatComeInPieces() throws InterruptedException {
        String line = "é".repeat(30_000);

        assertThat(read(line + "\n" + line + "\n")).isEmpty();
        assertThat(lines).containsExactly(line, line);
    }

    @Test
    void refusesLineThatIsTooLong() throws InterruptedException {
        assertThat(read("a\n" + "x".repeat(MAX_LINE_BYTES + 20_000)))
                .isEqualTo("can't read standard input: a line is longer than 100000 bytes");
        assertThat(lines).containsExactly("a");
    }

    @Test
    void tellsWhyReadingFailed() throws InterruptedException, IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();

        assertThat(read(closed)).isEqualTo("can't read standard input: Stream closed");
    }
}
