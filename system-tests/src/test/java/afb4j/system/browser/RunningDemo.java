package afb4j.system.browser;

import afb4j.system.process.Command;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A process `afb4j demo` that serves. Closing kills it.
final class RunningDemo implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("http://localhost:(\\d+)/console/");

    private final Command command;
    private final int port;

    private RunningDemo(Command command) {
        this.command = command;
        Matcher announced = PORT.matcher(command.awaitStdout("Ctrl-C ends the demo."));
        if (!announced.find()) {
            throw new AssertionError("no address of the console was told");
        }
        port = Integer.parseInt(announced.group(1));
    }

    /// At that port, 0 for any.
    static RunningDemo start(int port) {
        Command command = Command.start("demo", "-p", Integer.toString(port));
        try {
            return new RunningDemo(command);
        } catch (RuntimeException | Error failure) {
            command.close();
            throw failure;
        }
    }

    int port() {
        return port;
    }

    String dashboard() {
        return "http://localhost:" + port + "/";
    }

    /// A view of the console, as `apis/vehicle/speed`.
    String console(String view) {
        return dashboard() + "console/#/" + view;
    }

    @Override
    public void close() {
        command.close();
    }
}
