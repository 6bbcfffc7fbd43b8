package afb4j.system.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A process `afb4j binder` that is ready. Closing ends it.
public final class RunningBinder implements AutoCloseable {

    private static final Pattern SERVED = Pattern.compile("API (\\S+) is served at tcp:[^:]*:(\\d+)");

    private static final Pattern HTTP = Pattern.compile("is served at https?://[^:/]*:(\\d+)");

    private final Command command;
    private final String log;

    private RunningBinder(Command command) {
        this.command = command;
        this.log = command.awaitStderr(" is ready");
    }

    /// Starts a binder with these options, and waits until it is ready. HTTP is on if `-p` or `-i` is among
    /// them.
    public static RunningBinder start(String... options) {
        return start(List.of(options), Map.of());
    }

    static RunningBinder start(List<String> options, Map<String, String> environment) {
        List<String> args = new ArrayList<>(List.of("binder", "-v", "--no-httpd"));
        args.addAll(options);
        Command command = Command.start(args, environment);
        try {
            return new RunningBinder(command);
        } catch (RuntimeException | Error failure) {
            command.close();
            throw failure;
        }
    }

    /// What it has logged until it was ready.
    String log() {
        return log;
    }

    /// The port at which it serves that API, which it was asked to choose (`tcp:127.0.0.1:0/API`).
    int port(String api) {
        Matcher served = SERVED.matcher(log);
        while (served.find()) {
            if (served.group(1).equals(api)) {
                return Integer.parseInt(served.group(2));
            }
        }
        throw new AssertionError(api + " is not served: " + log);
    }

    /// The port at which it serves HTTP, which it was asked to choose (`-p 0`).
    public int httpPort() {
        Matcher served = HTTP.matcher(log);
        if (!served.find()) {
            throw new AssertionError("HTTP is not served: " + log);
        }
        return Integer.parseInt(served.group(1));
    }

    public Command command() {
        return command;
    }

    @Override
    public void close() {
        command.close();
    }
}
