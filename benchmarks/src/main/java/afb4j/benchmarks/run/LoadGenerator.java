package afb4j.benchmarks.run;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The compiled `wsapi-load`.
///
/// @param program where it is
/// @param task what it does
record LoadGenerator(Path program, Task task) implements Generator {

    @Override
    public Measure run(Load load, ServerProcess server, double warmupSeconds, double seconds)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "-c" + load.connections(),
                "-p" + load.inFlight(),
                "-s" + load.argumentBytes(),
                "-P" + server.pid(),
                "-w" + warmupSeconds,
                "-t" + seconds));
        command.addAll(task.options());
        command.add(server.address());
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        if (process.waitFor() != 0) {
            throw new IOException("the load generator failed at " + server.address() + ": " + output);
        }
        return Measure.parse(output);
    }
}
