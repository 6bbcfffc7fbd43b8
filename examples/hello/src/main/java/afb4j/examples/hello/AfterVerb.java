package afb4j.examples.hello;

import afb4j.api.Json;
import afb4j.api.Request;
import java.time.Duration;
import java.util.Optional;

/// The verb `after`: answers or calls when a time has passed (hello.md 4.2 and 6). Nothing waits meanwhile
/// but the request.
///
/// The time is real for every flavour, while C counts a fraction of a second of the version 3 sample as
/// milliseconds (Q4).
final class AfterVerb {

    private static final String NOTHING = "nop";

    private final Flavour flavour;
    private final ReplyShape replies;
    private final CallVerbs calls;

    AfterVerb(Flavour flavour, CallVerbs calls) {
        this.flavour = flavour;
        this.replies = flavour.replies();
        this.calls = calls;
    }

    void handle(Request request) {
        Optional<Json> delay = Arguments.member(request.json(), "delay");
        Optional<Duration> duration = delay.flatMap(Arguments::seconds);
        if (delay.isEmpty()) {
            request.reply(replies.failure("invalid", "no delay"));
        } else if (duration.isEmpty()) {
            request.reply(replies.failure("invalid", "bad delay"));
        } else {
            request.defer();
            request.context().after(duration.get(), () -> act(request));
        }
    }

    private void act(Request request) {
        boolean version4 = flavour == Flavour.V4;
        String type = Arguments.scalar(request.json(), "type").orElse(version4 ? NOTHING : "call");
        Optional<CallKind> kind = CallKind.of(type);
        if (kind.isPresent()) {
            calls.run(version4 ? kind.get() : swapped(kind.get()), request);
        } else if (version4 && type.equals(NOTHING)) {
            request.reply();
        } else {
            request.reply(replies.failure("invalid", "bad type"));
        }
    }

    /// compat: the older samples take the two kinds of subcalls for each other (hello.md 6).
    private static CallKind swapped(CallKind kind) {
        return switch (kind) {
            case SUBCALL -> CallKind.SUBCALLSYNC;
            case SUBCALLSYNC -> CallKind.SUBCALL;
            case CALL, CALLSYNC -> kind;
        };
    }
}
