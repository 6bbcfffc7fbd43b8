package afb4j.cli;

import afb4j.cli.binder.BinderCommand;
import afb4j.cli.client.ClientCommand;
import afb4j.cli.demo.DemoCommand;
import afb4j.cli.options.ExitCode;
import afb4j.cli.options.Version;
import java.io.PrintStream;
import java.util.List;

/// The entry point: `afb4j binder ...`, `afb4j client ...`, `afb4j demo`. The first word chooses, the rest is the
/// command's
/// own.
public final class Main {

    private static final String PROGRAM = "afb4j";
    private static final String USAGE = """
            usage: afb4j COMMAND [options]...

            Commands:
              binder   run a binder: load bindings, serve their APIs, join other binders
              client   call a binder from a terminal or a script
              demo     look at a binder with a vehicle, in a browser

              afb4j COMMAND --help says more.
              -V, --version  print the version
              -?, --help     print this
            """;

    private Main() {}

    /// Runs the command and ends the process with its exit code.
    public static void main(String[] args) {
        System.exit(run(List.of(args), System.out, System.err));
    }

    static int run(List<String> args, PrintStream out, PrintStream err) {
        if (args.isEmpty()) {
            err.print(USAGE);
            return ExitCode.USAGE;
        }
        List<String> rest = args.subList(1, args.size());
        return switch (args.getFirst()) {
            case "binder" -> new BinderCommand(out, err).run(rest);
            case "client" -> new ClientCommand(out, err).run(rest);
            case "demo" -> new DemoCommand(out, err).run(rest);
            case "-V", "--version" -> printed(out, PROGRAM + " " + Version.text() + System.lineSeparator());
            case "-?", "-h", "--help" -> printed(out, USAGE);
            default -> {
                err.println(PROGRAM + ": unknown command '" + args.getFirst() + "', expected binder, client or demo");
                err.println("Try '" + PROGRAM + " --help' for more information.");
                yield ExitCode.USAGE;
            }
        };
    }

    private static int printed(PrintStream out, String text) {
        out.print(text);
        return ExitCode.OK;
    }
}
