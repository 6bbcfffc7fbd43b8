package afb4j.cli.client;

import afb4j.api.BinderException;
import afb4j.cli.options.ExitCode;
import afb4j.cli.options.Options;
import afb4j.cli.options.UsageException;
import afb4j.cli.options.Version;
import afb4j.client.AfbClient;
import afb4j.transport.link.LinkState;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// `afb4j client`: calls a binder, with the options, output and exit codes of afb-client (http-and-wsj1.md
/// 9).
public final class ClientCommand {

    private static final int MAX_OPERANDS_DIRECT = 3;
    private static final int MAX_OPERANDS = 4;
    private static final String USAGE = "usage: " + ClientOptions.PROGRAM + " [options]... uri [api verb data]\n"
            + "       " + ClientOptions.PROGRAM + " -d [options]... uri [verb data]\n";
    private static final String FORMS = """

            URI in direct mode: unix:PATH, unix:@NAME or tcp:HOST:PORT, each possibly followed by /API or ?as-api=API.
            Without a request, lines 'verb data' are read from standard input; with data '-' all of it is the data.
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
        String data = data(options);
        Inbox inbox = new Inbox(options.maxPending());
        try (AfbClient client = connect(options, inbox)) {
            return options.hasRequest()
                    ? conversation(options, inbox, client)
                            .runOnce(options.operands().get(1), data)
                    : runInput(options, inbox, client);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
        }
    }

    private static void checkOperands(ClientOptions options) throws RequestException {
        int count = options.operands().size();
        if (count == 0) {
            throw new RequestException(ExitCode.FAILED, "missing uri");
        }
        if (count > (options.isDirect() ? MAX_OPERANDS_DIRECT : MAX_OPERANDS)) {
            throw new RequestException(ExitCode.FAILED, "extra arguments (clue: check quoting of last argument)");
        }
        if (!options.isDirect()) {
            throw new RequestException(
                    ExitCode.NO_CONNECTION,
                    "connection to " + options.uri() + " failed: this version calls binders in direct mode only,"
                            + " add -d and give the URI of an API");
        }
    }

    private String data(ClientOptions options) throws RequestException {
        List<String> operands = options.operands();
        if (operands.size() == MAX_OPERANDS_DIRECT) {
            String data = operands.get(2).strip();
            return data.equals("-") ? dataOfInput(options.maxMessageBytes()) : orNull(data);
        }
        if (options.hasRequest()) {
            err.print("implicit null in arguments is deprecated and will be removed soon.\n");
        }
        return "null";
    }

    private static String dataOfInput(int maxBytes) throws RequestException {
        try {
            byte[] data = System.in.readNBytes(maxBytes + 1);
            if (data.length > maxBytes) {
                throw new RequestException(
                        ExitCode.BAD_INPUT, "the data of standard input is longer than " + maxBytes + " bytes");
            }
            return orNull(new String(data, StandardCharsets.UTF_8).strip());
        } catch (IOException cause) {
            throw new RequestException(ExitCode.BAD_INPUT, "can't read standard input: " + cause.getMessage());
        }
    }

    private static String orNull(String data) {
        return data.isEmpty() ? "null" : data;
    }

    private static AfbClient connect(ClientOptions options, Inbox inbox) throws RequestException {
        try {
            AfbClient.Builder client = AfbClient.to(options.uri())
                    .callTimeout(Duration.ZERO)
                    .maxMessageBytes(options.maxMessageBytes())
                    .events(new EventLines(inbox))
                    .once();
            options.session().ifPresent(client::session);
            options.token().ifPresent(client::token);
            return client.onState(state -> {
                        if (state instanceof LinkState.Exhausted) {
                            inbox.add(new Happening.HungUp());
                        }
                    })
                    .connect();
        } catch (BinderException | IllegalArgumentException cause) {
            String prefix = "connection to " + options.uri() + " failed: ";
            String message = String.valueOf(cause.getMessage());
            throw new RequestException(
                    ExitCode.NO_CONNECTION, message.startsWith("connection to ") ? message : prefix + message);
        }
    }

    private Conversation conversation(ClientOptions options, Inbox inbox, AfbClient client) {
        return new Conversation(options, new StreamOutput(out, err), inbox, client);
    }

    private int runInput(ClientOptions options, Inbox inbox, AfbClient client) throws InterruptedException {
        if (TerminalLines.isPossible()) {
            try (TerminalLines terminal = TerminalLines.open(inbox, client)) {
                terminal.start();
                return new Conversation(options, terminal, inbox, client).runInput();
            }
        }
        Thread.ofPlatform()
                .daemon()
                .name("afb4j-input")
                .start(new PipedLines(System.in, inbox, options.maxMessageBytes()));
        return conversation(options, inbox, client).runInput();
    }
}
