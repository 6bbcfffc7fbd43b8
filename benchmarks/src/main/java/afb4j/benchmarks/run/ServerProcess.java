package afb4j.benchmarks.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server under measurement, in a process of its own that speaks as
/// [ServerConsole][afb4j.benchmarks.ServerConsole] does. It ends by itself when this process ends.
final class ServerProcess implements AutoCloseable {

    private static final int STOP_SECONDS = 10;

    private static final String READY = "ready ";

    private final Process process;
    private final BufferedReader output;
    private String address = "";

    private ServerProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /// Starts a server and waits until it listens.
    static ServerProcess start(List<String> command) throws IOException {
        ServerProcess server = new ServerProcess(
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
        String line = server.output.readLine();
        if (line == null || !line.startsWith(READY)) {
            server.close();
            throw new IOException("expected \"ready ADDRESS\", got " + line + " from " + command);
        }
        server.address = line.substring(READY.length());
        return server;
    }

    /// Where it listens: `unix:PATH` or `tcp:HOST:PORT`.
    String address() {
        return address;
    }

    /// How much processor time all of its threads have used, in steps of 10 ms.
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// The id of the process.
    long pid() {
        return process.pid();
    }

    /// What the server holds, after a collection.
    Memory memory() throws IOException {
        String[] bytes = ask("memory").split(" ");
        return new Memory(Long.parseLong(bytes[0]), Long.parseLong(bytes[1]), Long.parseLong(bytes[2]));
    }

    /// The number that a server answers to a command of its own.
    double number(String command) throws IOException {
        String answer = ask(command);
        try {
            return Double.parseDouble(answer);
        } catch (NumberFormatException cause) {
            throw new IOException("expected a number from \"" + command + "\", got " + answer, cause);
        }
    }

    private String ask(String command) throws IOException {
        Writer commands = process.outputWriter();
        commands.write(command + "\n");
        commands.flush();
        String answer = output.readLine();
        if (answer == null) {
            throw new IOException("the server ended, expected an answer to \"" + command + '"');
        }
        return answer;
    }

    /// Ends the server, by force after 10 s.
    @Override
    public void close() throws IOException {
        process.outputWriter().close();
        try {
            if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    /// @param heapBytes objects in use
    /// @param directBytes buffers of the allocator outside of the heap
    /// @param residentBytes all of the process
    record Memory(long heapBytes, long directBytes, long residentBytes) {

        Memory since(Memory earlier) {
            return new Memory(
                    heapBytes - earlier.heapBytes,
                    directBytes - earlier.directBytes,
                    residentBytes - earlier.residentBytes);
        }
    }
}
