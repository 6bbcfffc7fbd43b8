package afb4j.benchmarks.run;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The load generator `wrk`, for HTTP: one thread, each connection asks again when it has its answer.
///
/// @param path what is asked for, for a load
record Wrk(Function<Load, String> path) implements Generator {

    /// What to tell who has it not.
    static final String MISSING = "wrk is not installed (Debian: apt-get install wrk): rest and file are not measured";

    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ");
    private static final Pattern SPEED = Pattern.compile("Requests/sec: +([\\d.]+)");
    private static final Pattern TROUBLE = Pattern.compile("Non-2xx.*|Socket errors.*");

    /// Whether it can be run.
    static boolean isThere() throws InterruptedException {
        try {
            new ProcessBuilder("wrk", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor();
            return true;
        } catch (IOException _) { // no such program
            return false;
        }
    }

    @Override
    public Measure run(Load load, ServerProcess server, double warmupSeconds, double seconds)
            throws IOException, InterruptedException {
        run(load, server, warmupSeconds);
        Duration before = server.processorTime();
        String output = run(load, server, seconds);
        long usedNanos = server.processorTime().minus(before).toNanos();
        return new Measure(
                Double.parseDouble(find(SPEED, output)),
                percentileMicros(50, output),
                percentileMicros(99, output),
                usedNanos / Double.parseDouble(find(REQUESTS, output)));
    }

    private String run(Load load, ServerProcess server, double seconds) throws IOException, InterruptedException {
        String url = "http" + server.address().replaceFirst("tcp", "").replaceFirst(":", "://") + path.apply(load);
        Process process = new ProcessBuilder(List.of(
                        "wrk",
                        "-t1",
                        "-c" + load.connections(),
                        "-d" + Math.max(1, Math.round(seconds)) + "s",
                        "--latency",
                        "--timeout=30s",
                        "-Hx-afb-uuid: load",
                        url))
                .redirectError(Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (process.waitFor() != 0 || TROUBLE.matcher(output).find()) {
            throw new IOException("wrk failed at " + url + ": " + output);
        }
        return output;
    }

    private static double percentileMicros(int percent, String output) {
        Pattern line = Pattern.compile(percent + "% +([\\d.]+)(us|ms|s)");
        Matcher matcher = line.matcher(output);
        if (!matcher.find()) {
            throw new IllegalArgumentException("expected " + line + " from wrk, got: " + output);
        }
        double value = Double.parseDouble(matcher.group(1));
        return switch (matcher.group(2)) {
            case "us" -> value;
            case "ms" -> value * 1e3;
            default -> value * 1e6;
        };
    }

    private static String find(Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IllegalArgumentException("expected " + pattern + " from wrk, got: " + output);
        }
        return matcher.group(1);
    }
}
