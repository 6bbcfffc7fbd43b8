package afb4j.examples.hello;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.Json;
import afb4j.api.JsonKind;
import afb4j.api.Request;
import java.util.function.IntConsumer;

/// The verbs about the process: its log and its end (hello.md 4.5).
final class ProcessVerbs {

    private static final System.Logger LOGGER = System.getLogger(ProcessVerbs.class.getName());

    private final IntConsumer exit;

    /// @param exit asks the binder to stop, see [afb4j.api.BindingContext#exit()]
    ProcessVerbs(IntConsumer exit) {
        this.exit = exit;
    }

    void verbose(Request request) {
        Json argument = request.json();
        Json level = argument.kind() == JsonKind.NUMBER
                ? argument
                : Arguments.member(argument, "level").orElse(Json.of(5));
        LOGGER.log(
                level(Arguments.intOf(level)),
                "verbose called for {0}",
                Arguments.words(argument.member("message").orElse(argument)));
        request.reply();
    }

    /// From the levels of syslog, of which 5 (notice) has none of its own here.
    private static System.Logger.Level level(int syslog) {
        if (syslog >= 7) {
            return DEBUG;
        }
        if (syslog >= 5) {
            return INFO;
        }
        return syslog == 4 ? WARNING : ERROR;
    }

    void exit(Request request) {
        Json argument = request.json();
        boolean detailed = argument.kind() == JsonKind.OBJECT;
        int code = Arguments.intOf(detailed ? argument.member("code").orElse(Json.NULL) : argument);
        String reason =
                Arguments.member(argument, "reason").map(Arguments::words).orElse("unknown");
        LOGGER.log(INFO, "in phase of exiting with code {0}, reason: {1}", Integer.toString(code), reason);
        request.reply();
        exit.accept(code);
    }
}
