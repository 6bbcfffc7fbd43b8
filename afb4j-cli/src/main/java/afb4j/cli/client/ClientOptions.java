package afb4j.cli.client;

import afb4j.cli.options.ExitCode;
import afb4j.cli.options.Options;
import afb4j.client.AfbClient;
import afb4j.protocol.ProtocolLimits;
import afb4j.transport.TransportConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the command line of `afb4j client` asks for (http-and-wsj1.md 9).
///
/// @param isDirect WSAPI, with one API, in place of the JSON websocket
/// @param leavesEarly leave just after the first line of standard input was sent
/// @param echoes print each call
/// @param isHuman indent JSON
/// @param keepsRunning stay until the binder hangs up
/// @param isQuiet print JSON only
/// @param session the session to come with
/// @param token the token to come with
/// @param authorities a PEM file of those whose certificates are taken, in place of the system's
/// @param isInsecure take any certificate
/// @param maxPending how many calls may wait for their reply, 1 to 4095
/// @param maxMessageBytes longest message in and out
/// @param operands URI and request
record ClientOptions(
        boolean isDirect,
        boolean leavesEarly,
        boolean echoes,
        boolean isHuman,
        boolean keepsRunning,
        boolean isQuiet,
        Optional<String> session,
        Optional<String> token,
        Optional<Path> authorities,
        boolean isInsecure,
        int maxPending,
        int maxMessageBytes,
        List<String> operands) {

    static final String PROGRAM = "afb4j client";

    private static final int MIN_MAX_MESSAGE_BYTES = 16_384;

    static Options all() {
        return new Options(PROGRAM)
                .flag("-b, --break", "leave just after the first line of standard input was sent")
                .flag("-d, --direct", "direct API: the binary protocol of one API, in place of the JSON websocket")
                .flag("-e, --echo", "print each call")
                .flag("-H, --human", "print JSON indented")
                .flag("-r, --raw", "print JSON on one line (default)")
                .flag("-k, --keep-running", "stay until the binder hangs up")
                .value("-p, --pipe", "COUNT", "at most COUNT calls wait for their reply, 4095 by default and at most")
                .flag("-s, --sync", "wait for each reply before the next call, as --pipe 1")
                .flag("-q, --quiet", "print only JSON")
                .value("-t, --token", "TOKEN", "the token of the calls")
                .value(
                        "-u, --uuid",
                        "UUID",
                        "the session of the calls, 36 bytes at most; by default one of the connection")
                .value("--ca", "FILE", "take certificates signed by these authorities (PEM), for wss://")
                .flag("--insecure", "take any certificate, for wss:// in tests")
                .value("-w, --ws-maxlen", "BYTES", "longest message, 1048500 by default, 16384 at least")
                .flag("-v, --version", "print the version")
                .flag("-h, --help", "print this");
    }

    /// @throws RequestException when a value is not right
    static ClientOptions of(Options.Parsed options) throws RequestException {
        return new ClientOptions(
                options.has("-d"),
                options.has("-b"),
                options.has("-e"),
                options.has("-H"),
                options.has("-k"),
                options.has("-q"),
                session(options),
                options.has("-t") ? Optional.of(options.value("-t", "")) : Optional.empty(),
                options.has("--ca") ? Optional.of(Path.of(options.value("--ca", ""))) : Optional.empty(),
                options.has("--insecure"),
                options.has("-s") ? 1 : maxPending(options),
                maxMessageBytes(options),
                List.copyOf(options.operands()));
    }

    private static Optional<String> session(Options.Parsed options) throws RequestException {
        if (!options.has("-u")) {
            return Optional.empty();
        }
        String uuid = options.value("-u", "");
        int bytes = uuid.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > AfbClient.MAX_SESSION_BYTES) {
            throw new RequestException(
                    ExitCode.FAILED,
                    "value of --uuid is too long (" + bytes + " bytes, maxi is " + AfbClient.MAX_SESSION_BYTES + ")");
        }
        return Optional.of(uuid);
    }

    private static int maxPending(Options.Parsed options) throws RequestException {
        int count = number("--pipe", options.value("-p", "" + TransportConfig.MAX_IN_FLIGHT));
        if (count < 1) {
            throw new RequestException(ExitCode.FAILED, "value of --pipe is too small (mini is 1)");
        }
        return Math.min(count, TransportConfig.MAX_IN_FLIGHT);
    }

    private static int maxMessageBytes(Options.Parsed options) throws RequestException {
        int bytes = number("--ws-maxlen", options.value("-w", "" + ProtocolLimits.DEFAULT_MAX_MESSAGE_BYTES));
        if (bytes < MIN_MAX_MESSAGE_BYTES) {
            throw new RequestException(
                    ExitCode.FAILED, "value of --ws-maxlen is too small (mini is " + MIN_MAX_MESSAGE_BYTES + ")");
        }
        return bytes;
    }

    private static int number(String option, String text) throws RequestException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) { // said in our words
            throw new RequestException(ExitCode.FAILED, "bad value for option " + option);
        }
    }

    String uri() {
        return operands.getFirst();
    }

    InputForm form() {
        return isDirect ? InputForm.DIRECT : InputForm.JSON1;
    }

    boolean hasRequest() {
        return operands.size() > 1;
    }
}
