package afb4j.examples.probe;

import afb4j.api.Int;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Request;
import java.util.OptionalInt;

/// The verbs about what this API keeps in the session of the caller: a value, and the level of assurance.
final class SessionVerbs {

    /// The results of C for a bad argument and for nothing there.
    private static final int EINVAL = -22;

    private static final int ENOENT = -2;
    private static final int LEVEL_LIMIT = 1 << 30;

    private SessionVerbs() {}

    /// Sets the level to a number, or to that of `{"loa":N}`; a negative one reads back as 0.
    static void setloa(Request request) {
        Json argument = request.json();
        OptionalInt level = Numbers.of(argument.member("loa").orElse(argument));
        if (level.isEmpty() || Math.abs((long) level.getAsInt()) >= LEVEL_LIMIT) {
            request.reply(result(EINVAL));
            return;
        }
        request.session().loa(Math.max(0, level.getAsInt()));
        request.reply(result(level.getAsInt()));
    }

    static void getloa(Request request) {
        request.reply(result(request.session().loa()));
    }

    /// Answers 1 if there was no value before, else 0.
    static void setval(Request request) {
        boolean isNew = request.session().value().isEmpty();
        request.session().value(request.json());
        request.reply(result(isNew ? 1 : 0));
    }

    /// Answers whether there is a value, and the value.
    static void getval(Request request) {
        request.reply(request.session()
                .value()
                .map(value -> Reply.of(result(0), Json.of(value)))
                .orElseGet(() -> Reply.of(result(ENOENT), Json.NULL)));
    }

    private static Int result(int number) {
        return new Int(Int.Width.I32, number);
    }
}
