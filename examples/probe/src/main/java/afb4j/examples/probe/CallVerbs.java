package afb4j.examples.probe;

import afb4j.api.ApiCaller;
import afb4j.api.Json;
import afb4j.api.Request;
import afb4j.api.Status;

/// The verbs about how they were called, and one that calls others.
final class CallVerbs {

    /// The flag of C that passes the events of the called verb to the caller.
    private static final int PASS_EVENTS = 2;

    private CallVerbs() {}

    /// The names it was called by.
    static void called(Request request) {
        request.reply(Json.object()
                .put("api", request.api())
                .put("verb", request.verb())
                .put("api-name", request.context().api())
                .build());
    }

    /// The types of the values it got.
    static void params(Request request) {
        request.reply(Json.ofArray(request.arguments().stream()
                .map(TypedValue::typeOf)
                .map(Json::of)
                .toList()));
    }

    /// `{"api","verb","args","flags"}`: calls that verb and answers with its reply. A binder of C knows calls
    /// of a caller whose events get lost, this one does not: with the flag 2 it is the caller who calls, with
    /// its session and for its events, without it this API.
    static void subcall(Request request) {
        Json argument = request.json();
        String api = argument.member("api").map(Json::asText).orElse("");
        String verb = argument.member("verb").map(Json::asText).orElse("");
        if (api.isEmpty() || verb.isEmpty()) {
            request.fail(Status.invalidRequest("expected {\"api\":TEXT,\"verb\":TEXT,\"args\":ANY,\"flags\":NUMBER}"));
            return;
        }
        boolean passesEvents = (Numbers.member(argument, "flags").orElse(0) & PASS_EVENTS) != 0;
        ApiCaller caller = passesEvents ? request : request.context();
        request.defer();
        caller.callAsync(api, verb, argument.member("args").orElse(Json.NULL)).thenAccept(request::reply);
    }
}
