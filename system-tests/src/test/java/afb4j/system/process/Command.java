package afb4j.system.process;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process of the distribution: `bin/afb4j` with arguments. Closing ends it, whatever it does.
public final class Command implements AutoCloseable {

    static final Path DISTRIBUTION =
            Path.of("..", "afb4j-cli", "target", "dist").toAbsolutePath().normalize();

    static final String PROGRAM = DISTRIBUTION.resolve("bin/afb4j").toString();

    private static final Duration PATIENCE = Duration.ofSeconds(60); // machines may be busy

    /// A build in the background has SIGINT ignored, what it starts inherits that, and a JVM respects it:
    /// the command is started as from a terminal.
    private static final List<String> AS_FROM_TERMINAL = List.of("env", "--default-signal=INT,HUP,TERM");

    private final Process process;
    private final Gatherer stdout;
    private final Gatherer stderr;

    private Command(Process process) {
        this.process = process;
        this.stdout = new Gatherer(process.getInputStream());
        this.stderr = new Gatherer(process.getErrorStream());
    }

    public static Command start(String... args) {
        return start(List.of(args), Map.of());
    }

    static Command start(List<String> args, Map<String, String> environment) {
        List<String> words = new ArrayList<>(List.of(PROGRAM));
        words.addAll(args);
        return startProgram(words, environment);
    }

    /// Starts any program, the first of the words, that becomes one of the distribution.
    static Command startProgram(List<String> words, Map<String, String> environment) {
        List<String> command = new ArrayList<>(AS_FROM_TERMINAL);
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        try {
            return new Command(builder.start());
        } catch (IOException cause) {
            throw new UncheckedIOException("is the distribution there? build afb4j-cli with mvn package", cause);
        }
    }

    /// Runs to the end with that standard input.
    static Outcome run(String stdin, List<String> args) {
        try (Command command = start(args, Map.of())) {
            command.type(stdin);
            command.endInput();
            return command.outcome();
        }
    }

    /// Runs a line of a shell, in which `afb4j` is that of the distribution.
    public static Outcome runLine(String line) {
        String path = DISTRIBUTION.resolve("bin") + File.pathSeparator + System.getenv("PATH");
        try (Command command = startProgram(List.of("sh", "-c", line), Map.of("PATH", path))) {
            command.endInput();
            return command.outcome();
        }
    }

    /// Runs any program to its end with that standard input.
    static Outcome runProgram(List<String> words, String stdin) {
        try (Command command = startProgram(words, Map.of())) {
            command.type(stdin);
            command.endInput();
            return command.outcome();
        }
    }

    static Outcome run(String... args) {
        return run("", List.of(args));
    }

    /// Writes to its standard input.
    void type(String text) {
        try {
            OutputStream stdin = process.getOutputStream();
            stdin.write(text.getBytes(StandardCharsets.UTF_8));
            stdin.flush();
        } catch (IOException _) {
            // it ended before it read all; the test sees that by the outcome
        }
    }

    void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException _) {
            // as above
        }
    }

    /// Waits until standard error has that text, and returns all of it.
    public String awaitStderr(String text) {
        await().atMost(PATIENCE).until(() -> !process.isAlive() || stderr.text().contains(text));
        if (!stderr.text().contains(text)) {
            throw new AssertionError(
                    "ended with " + process.exitValue() + " without \"" + text + "\": " + stderr.text());
        }
        return stderr.text();
    }

    /// Waits until standard output has that text, and returns all of it.
    public String awaitStdout(String text) {
        await().atMost(PATIENCE)
                .until(() -> !stdout.thread.isAlive() || stdout.text().contains(text));
        if (!stdout.text().contains(text)) {
            throw new AssertionError(
                    "ended with " + process.exitValue() + " without \"" + text + "\": " + stderr.text());
        }
        return stdout.text();
    }

    /// Sends a signal, by its name without SIG.
    public void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new AssertionError("kill -" + name + " failed with " + code);
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException cause) {
            throw new AssertionError(cause);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Waits for its end.
    public Outcome outcome() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("still runs; standard error: " + stderr.text() + ", output: " + stdout.text());
            }
            stdout.thread.join();
            stderr.thread.join();
        } catch (InterruptedException cause) {
            throw new AssertionError(cause);
        }
        return new Outcome(process.exitValue(), stdout.text(), stderr.text());
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException cause) {
            throw new AssertionError(cause);
        }
    }

    /// How a process ended.
    public record Outcome(int code, String stdout, String stderr) {}

    /// Collects what a stream says, which is little.
    private static final class Gatherer {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(); // synchronized by itself
        private final Thread thread;

        Gatherer(InputStream in) {
            thread = Thread.ofVirtual().start(() -> gather(in));
        }

        private void gather(InputStream in) {
            try (in) {
                in.transferTo(bytes);
            } catch (IOException _) {
                // the process was ended
            }
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    /// A short folder for sockets and files, since the path of a socket has at most 107 bytes.
    public static Path folder() {
        try {
            return Files.createTempDirectory("afb4j");
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
