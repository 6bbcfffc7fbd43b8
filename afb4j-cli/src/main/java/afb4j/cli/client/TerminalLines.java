package afb4j.cli.client;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/// Lines typed at a terminal, with editing, history and completion of names, and the output above the line
/// being typed.
///
/// The history is `~/.config/afb-client.history`, as that of afb-client. The names are asked from the other
/// end.
@ThreadSafe
@SuppressWarnings("Immutable")
final class TerminalLines implements Output, AutoCloseable {

    private static final String PROMPT = "> ";
    private static final int MAX_HISTORY = 1000;

    private final Terminal terminal;
    private final LineReader reader;
    private final Inbox inbox;

    private TerminalLines(Terminal terminal, Inbox inbox, Remote remote) {
        this.terminal = terminal;
        this.inbox = inbox;
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .variable(LineReader.HISTORY_FILE, historyFile())
                .variable(LineReader.HISTORY_SIZE, MAX_HISTORY)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .completer(
                        (_, line, candidates) -> remote.completions(line.words().subList(0, line.wordIndex()))
                                .forEach(name -> candidates.add(new Candidate(name))))
                .build();
    }

    private static Path historyFile() {
        String home = Objects.requireNonNullElse(System.getenv("HOME"), System.getProperty("user.home"));
        return Path.of(home, ".config", "afb-client.history");
    }

    /// Whether a person sits at both ends.
    @SuppressWarnings("SystemConsoleNull") // it is when the module jdk.internal.le was not resolved
    static boolean isPossible() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /// Takes the terminal over.
    static TerminalLines open(Inbox inbox, Remote remote) {
        try {
            return new TerminalLines(TerminalBuilder.builder().system(true).build(), inbox, remote);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Begins to read.
    void start() {
        Thread.ofPlatform().daemon().name("afb4j-terminal").start(this::read);
    }

    private void read() {
        try {
            try {
                while (true) {
                    inbox.addLines(List.of(reader.readLine(PROMPT)));
                }
            } catch (EndOfFileException | UserInterruptException _) {
                inbox.addEnd(""); // Ctrl-D and Ctrl-C both end the input
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // nobody wants more lines
        }
    }

    @Override
    public void line(String text) {
        reader.printAbove(text);
    }

    @Override
    public void complain(String text) {
        reader.printAbove(text);
    }

    @Override
    public void flush() {
        terminal.flush();
    }

    @Override
    public boolean isBroken() {
        return terminal.writer().checkError();
    }

    /// Gives the terminal back.
    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
