package afb4j.cli.client;

import afb4j.api.BinderException;
import afb4j.cli.options.ExitCode;
import afb4j.cli.options.Options;
import afb4j.cli.options.UsageException;
import afb4j.cli.options.Version;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `afb4j client`: calls a binder, with the options, output and exit codes of afb-client (http-and-wsj1.md
/// 9).
public final class ClientCommand {

    private static final String USAGE = "usage: " + ClientOptions.PROGRAM + " [options]... uri [api verb data]\n"
            + "       " + ClientOptions.PROGRAM + " -d [options]... uri [verb data]\n";
    private static final String FORMS = """

            URI: [ws://|http://|wss://|https://]HOST[:PORT]/PATH, such as localhost:1234/api. In direct mode: unix:PATH,
            unix:@NAME or tcp:HOST:PORT, each possibly followed by /API or ?as-api=API.
            Without a request, lines 'api verb data' (in direct mode 'verb data') are read from standard input; with
            data '-' all of it is the data. '! name data' sends an event, '!command' runs a command of the shell.
            Exit code: 0 the last reply was a success, 1 it was an error, 2 hang-up, 3 standard input failed,
            4 bad option, 5 no connection.
            """;

    private final PrintStream out;
    private final PrintStream err;

    /// The command, writing to these streams.
    public ClientCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /// Runs the client and returns the exit code.
    public int run(List<String> args) {
        Options options = ClientOptions.all();
        try {
            Options.Parsed parsed = options.parse(args);
            if (parsed.has("-h")) {
                out.print(USAGE + '\n' + options.help() + FORMS);
                return ExitCode.OK;
            }
            if (parsed.has("-v")) {
                out.println(ClientOptions.PROGRAM + " " + Version.text());
                return ExitCode.OK;
            }
            return run(ClientOptions.of(parsed));
        } catch (UsageException usage) {
            err.print(ClientOptions.PROGRAM + ": " + usage.getMessage() + '\n' + USAGE);
            return ExitCode.BAD_OPTION;
        } catch (RequestException request) {
            err.print(request.getMessage() + '\n');
            return request.exitCode();
        }
    }

    private int run(ClientOptions options) throws RequestException {
        checkOperands(options);
        Optional<InputLine> request = request(options);
        Inbox inbox = new Inbox(options.maxPending());
        try (Remote remote = connect(options, inbox)) {
            return request.isPresent()
                    ? new Conversation(options, new StreamOutput(out, err), inbox, remote).runOnce(request.get())
                    : runInput(options, inbox, remote);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
        }
    }

    private static void checkOperands(ClientOptions options) throws RequestException {
        int words = options.operands().size() - 1;
        if (words < 0) {
            throw new RequestException(ExitCode.FAILED, "missing uri");
        }
        if (words > options.form().maxWords()) {
            throw new RequestException(ExitCode.FAILED, "extra arguments (clue: check quoting of last argument)");
        }
        if (words > 0 && words < options.form().maxWords() - 1) {
            throw new RequestException(ExitCode.FAILED, "missing verb");
        }
    }

    /// The request of the command line, if there is one.
    private Optional<InputLine> request(ClientOptions options) throws RequestException {
        if (!options.hasRequest()) {
            return Optional.empty();
        }
        List<String> words =
                new ArrayList<>(options.operands().subList(1, options.operands().size()));
        if (words.size() < options.form().maxWords()) {
            err.print("implicit null in arguments is deprecated and will be removed soon.\n");
            words.add("null");
        } else {
            String data = words.removeLast().strip();
            words.add(data.equals("-") ? dataOfInput(options.maxMessageBytes()) : data);
        }
        InputLine request = InputLine.ofWords(options.form(), words.toArray(String[]::new));
        if (request instanceof InputLine.Bad(String complaint)) {
            throw new RequestException(ExitCode.FAILED, complaint);
        }
        return Optional.of(request);
    }

    private static String dataOfInput(int maxBytes) throws RequestException {
        try {
            byte[] data = System.in.readNBytes(maxBytes + 1);
            if (data.length > maxBytes) {
                throw new RequestException(
                        ExitCode.BAD_INPUT, "the data of standard input is longer than " + maxBytes + " bytes");
            }
            return new String(data, StandardCharsets.UTF_8).strip();
        } catch (IOException cause) {
            throw new RequestException(ExitCode.BAD_INPUT, "can't read standard input: " + cause.getMessage());
        }
    }

    private static Remote connect(ClientOptions options, Inbox inbox) throws RequestException {
        try {
            return options.isDirect() ? DirectRemote.connect(options, inbox) : Json1Remote.connect(options, inbox);
        } catch (BinderException | IllegalArgumentException cause) {
            String prefix = "connection to " + options.uri() + " failed: ";
            String message = String.valueOf(cause.getMessage());
            String sentence = message.startsWith("connection to ") ? message : prefix + message;
            throw new RequestException(ExitCode.NO_CONNECTION, sentence + hint(options, sentence));
        }
    }

    /// What the options of this command can do about it.
    private static String hint(ClientOptions options, String sentence) {
        if (sentence.contains("certificate of the binder")) {
            return " (--ca FILE names an authority, --insecure takes any certificate)";
        }
        boolean isForDirect = options.uri().startsWith("unix:") || options.uri().startsWith("tcp:");
        return isForDirect && !options.isDirect() ? " (with -d, the URI of one API)" : "";
    }

    private int runInput(ClientOptions options, Inbox inbox, Remote remote) throws InterruptedException {
        if (TerminalLines.isPossible()) {
            try (TerminalLines terminal = TerminalLines.open(inbox, remote)) {
                terminal.start();
                return new Conversation(options, terminal, inbox, remote).runInput();
            }
        }
        Thread.ofPlatform()
                .daemon()
                .name("afb4j-input")
                .start(new PipedLines(System.in, inbox, options.maxMessageBytes()));
        return new Conversation(options, new StreamOutput(out, err), inbox, remote).runInput();
    }
}
