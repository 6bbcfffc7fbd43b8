package afb4j.examples.hello;

import afb4j.api.Glob;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.Status;
import afb4j.api.VerbHandler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The verb `after`: waits, on its virtual thread, then answers or calls (hello.md 4.2 and 6).
///
/// A binding calls no other API yet, so only the verbs of this one that answer at once can be called; others
/// are `not-available`. The time is real for every flavour, while C counts a fraction of a second of the
/// version 3 sample as milliseconds.
final class After implements VerbHandler {

    private static final Set<String> ALL_CALLS = Set.of("call", "callsync", "subcall", "subcallsync");

    private final Flavour flavour;
    private final ReplyShape replies;
    private final Pause pause;
    private final Map<String, Answer> verbs = new LinkedHashMap<>();

    After(Flavour flavour, Pause pause) {
        this.flavour = flavour;
        this.replies = flavour.replies();
        this.pause = pause;
    }

    /// Adds a verb, or a glob, that can be called. All are added before the first call is handled.
    void add(String name, Answer verb) {
        verbs.put(name, verb);
    }

    /// Adds a verb that cannot be called, because its answer comes later or not at all.
    void addUnreachable(String name) {
        verbs.put(name, (verb, argument) -> notAvailable("the verb " + verb));
    }

    @Override
    public void handle(Request request) throws InterruptedException {
        Json argument = request.json();
        Optional<Json> delay = Arguments.member(argument, "delay");
        Optional<Duration> duration = delay.flatMap(Arguments::seconds);
        if (delay.isEmpty()) {
            request.reply(replies.failure("invalid", "no delay"));
        } else if (duration.isEmpty()) {
            request.reply(replies.failure("invalid", "bad delay"));
        } else {
            pause.of(duration.get());
            request.reply(act(argument));
        }
    }

    private Reply act(Json argument) {
        boolean version4 = flavour == Flavour.V4;
        String type = Arguments.scalar(argument, "type").orElse(version4 ? "nop" : "call");
        if (version4 && type.equals("nop")) {
            return Reply.success();
        }
        if (type.equals("call") || (version4 && ALL_CALLS.contains(type))) {
            return call(argument);
        }
        return ALL_CALLS.contains(type)
                ? notAvailable("calls of type " + type)
                : replies.failure("invalid", "bad type");
    }

    private Reply call(Json argument) {
        boolean of2020 = flavour == Flavour.S2020;
        Optional<String> api = of2020 ? Arguments.scalar(argument, "api") : Arguments.text(argument, "api");
        Optional<String> verb = of2020 ? Arguments.scalar(argument, "verb") : Arguments.text(argument, "verb");
        if (api.isEmpty() || verb.isEmpty()) {
            return badCall(api.isEmpty());
        }
        if (!api.get().equals(HelloApi.NAME) && !api.get().equals(HelloApi.ALIAS)) {
            return notAvailable("the API " + api.get());
        }
        Json args = argument.member("args").orElse(Json.NULL);
        // compat: the sample of 2020 takes a text for a value to be parsed (Q3, vector v1-out-of-order.c2020-s2020)
        return answer(verb.get(), of2020 ? Arguments.parsed(args) : args);
    }

    private Reply badCall(boolean noApi) {
        return switch (flavour) {
            case V4 -> replies.failure("invalid", null);
            case V3 -> replies.failure(noApi ? "wrong-api" : "wrong-verb", null);
            case S2020, S2017 -> replies.failure("failed", "bad arguments");
        };
    }

    private Reply answer(String verb, Json args) {
        Answer exact = verbs.get(verb);
        if (exact != null) {
            return exact.to(verb, args);
        }
        return verbs.entrySet().stream()
                .filter(entry -> Glob.isPattern(entry.getKey())
                        && Glob.of(entry.getKey()).matches(verb))
                .findFirst()
                .map(entry -> entry.getValue().to(verb, args))
                .orElse(Reply.of(Status.UNKNOWN_VERB));
    }

    private static Reply notAvailable(String what) {
        return Reply.of(Status.NOT_AVAILABLE.withInfo(
                "after cannot reach " + what + ": expected a verb of " + HelloApi.NAME + " that answers at once"));
    }
}
