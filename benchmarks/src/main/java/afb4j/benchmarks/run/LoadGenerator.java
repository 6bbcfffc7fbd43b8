package afb4j.benchmarks.run;

import afb4j.benchmarks.run.Servers.Server;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The compiled `wsapi-load`.
///
/// @param program where it is
record LoadGenerator(Path program) {

    /// Loads a server for `warmupSeconds`, then for `seconds` that count.
    ///
    /// @throws IOException when a reply was an error, or the server went away
    Measure run(Load load, Task task, Server server, double warmupSeconds, double seconds)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "-c" + load.connections(),
                "-p" + load.inFlight(),
                "-s" + load.argumentBytes(),
                "-P" + server.process().pid(),
                "-w" + warmupSeconds,
                "-t" + seconds));
        command.addAll(task.options());
        command.add("unix:" + server.socket());
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        if (process.waitFor() != 0) {
            throw new IOException("the load generator failed at " + server.socket() + ": " + output);
        }
        return Measure.parse(output);
    }
}
