package afb4j.examples.hello;

import afb4j.api.Api;
import afb4j.api.Guard;
import afb4j.api.Verb;
import afb4j.api.VerbHandler;

/// Writes down the verbs of an API, in the order they are shown. Not thread-safe.
final class VerbTable {

    private final Api.Builder api;

    VerbTable(Api.Builder api) {
        this.api = api;
    }

    /// A verb that answers at once, on the event loop.
    VerbTable answer(String name, Answer answer) {
        return quick(name, request -> request.reply(answer.to(request)));
    }

    /// As [#answer], for those who pass `guard` only.
    VerbTable answer(String name, Guard guard, Answer answer) {
        return verb(Verb.named(name).nonBlocking().guard(guard).handler(request -> request.reply(answer.to(request))));
    }

    /// A verb that never blocks, on the event loop.
    VerbTable quick(String name, VerbHandler handler) {
        return verb(Verb.named(name).nonBlocking().handler(handler));
    }

    /// A verb that may block, on a virtual thread.
    VerbTable blocking(String name, VerbHandler handler) {
        return verb(Verb.named(name).handler(handler));
    }

    VerbTable verb(Verb verb) {
        api.verb(verb);
        return this;
    }
}
