package afb4j.examples.probe;

import afb4j.api.HttpAnswer;
import afb4j.api.HttpCall;
import afb4j.api.Json;
import afb4j.api.JsonKind;
import afb4j.api.Request;
import afb4j.api.Status;
import afb4j.api.Text;
import java.util.Optional;

/// The verb that uses HTTP itself: `{"location","permanent","addquery"}` redirects, `{"header"}` answers what
/// the request has in that header, everything else is `{"code","body","type"}`.
final class HttpVerb {

    private static final int OK = 200;

    private HttpVerb() {}

    static void answer(Request request) {
        Optional<HttpCall> http = request.http();
        if (http.isEmpty()) {
            request.fail(Status.NOT_AVAILABLE);
            return;
        }
        try {
            answer(request, http.get());
        } catch (IllegalArgumentException notOfHttp) {
            request.fail(Status.invalidRequest(String.valueOf(notOfHttp.getMessage())));
        }
    }

    private static void answer(Request request, HttpCall http) {
        Json argument = request.json();
        Optional<String> location = text(argument, "location");
        Optional<String> header = text(argument, "header");
        if (location.isPresent()) {
            request.reply(redirect(http, argument, location.get()));
        } else if (header.isPresent()) {
            request.reply(Text.of(http.header(header.get()).orElse("(none)")));
        } else {
            request.reply(content(argument));
        }
    }

    private static HttpAnswer redirect(HttpCall http, Json argument, String location) {
        String target = isAsked(argument, "addquery") ? http.withQuery(location) : location;
        return isAsked(argument, "permanent") ? HttpAnswer.movedPermanently(target) : HttpAnswer.redirect(target);
    }

    private static HttpAnswer content(Json argument) {
        HttpAnswer bare = HttpAnswer.of(Numbers.member(argument, "code").orElse(OK));
        HttpAnswer typed = text(argument, "type").map(bare::type).orElse(bare);
        return typed.header("X-Probe", "yes").body(text(argument, "body").orElse(""));
    }

    private static Optional<String> text(Json argument, String name) {
        return argument.member(name)
                .filter(value -> value.kind() == JsonKind.STRING)
                .map(Json::asText);
    }

    private static boolean isAsked(Json argument, String name) {
        return argument.member(name)
                .filter(value -> !value.isNull() && !value.equals(Json.FALSE))
                .isPresent();
    }
}
