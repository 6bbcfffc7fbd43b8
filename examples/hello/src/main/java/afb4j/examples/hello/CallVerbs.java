package afb4j.examples.hello;

import afb4j.api.ApiCaller;
import afb4j.api.Json;
import afb4j.api.JsonException;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.VerbHandler;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The verbs that call others: `{"api":text,"verb":text,"args":any}` (hello.md 4.2 and 6 to 8).
final class CallVerbs {

    private final Flavour flavour;
    private final CallReplies shape;

    CallVerbs(Flavour flavour) {
        this.flavour = flavour;
        this.shape = new CallReplies(flavour);
    }

    /// The handler of the verb that calls so; blocks if `kind` waits.
    VerbHandler handler(CallKind kind) {
        return request -> {
            if (!kind.waits()) {
                request.defer();
            }
            run(kind, request);
        };
    }

    /// Calls what the argument of `request` names and answers it with the reply, now if `kind` waits, else
    /// later.
    void run(CallKind kind, Request request) {
        Json argument = request.json();
        Optional<String> api = flavour.text(argument, "api");
        Optional<String> verb = flavour.text(argument, "verb");
        Json args = flavour.value(argument, "args");
        if (api.isEmpty() || verb.isEmpty() || (needsArgs(kind) && args.isNull())) {
            request.reply(refusal(api.isEmpty()));
            return;
        }
        ApiCaller caller = kind.isOfCaller() ? request : request.context();
        Consumer<Reply> answer = reply -> answer(request, () -> shape.of(kind, reply, api.get(), verb.get()));
        if (kind.waits()) {
            answer.accept(caller.call(api.get(), verb.get(), args));
        } else {
            caller.callAsync(api.get(), verb.get(), args).thenAccept(answer);
        }
    }

    private static void answer(Request request, Supplier<Reply> reply) {
        try {
            request.reply(reply.get());
        } catch (JsonException tooDeep) { // in an envelope a value may be nested too deep
            request.fail(tooDeep);
        }
    }

    private boolean needsArgs(CallKind kind) {
        return flavour.speaksForItsBinder() && kind.isOfCaller();
    }

    private Reply refusal(boolean noApi) {
        @Nullable String info = flavour.speaksForItsBinder() ? "bad arguments" : null;
        String error = switch (flavour) {
            case V4 -> "invalid";
            case V3 -> noApi ? "wrong-api" : "wrong-verb";
            case S2020, S2017 -> "failed";
        };
        return flavour.replies().failure(error, info);
    }
}
