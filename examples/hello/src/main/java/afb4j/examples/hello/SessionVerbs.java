package afb4j.examples.hello;

import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.Status;
import java.util.List;

/// The verbs about the session of the caller: what this API has stored, and the level of assurance it has
/// given (hello.md 4.4).
final class SessionVerbs {

    /// Passes who presents a valid token, in as many words as the tree of the C sample.
    static final Guard SET_LOA = setLoaGuard();

    private final Flavour flavour;
    private final ReplyShape replies;

    SessionVerbs(Flavour flavour) {
        this.flavour = flavour;
        this.replies = flavour.replies();
    }

    private static Guard setLoaGuard() {
        Guard permission = Guard.permission("permission");
        Guard anybody = new Guard.And(List.of(permission.or(Guard.not(permission)), Guard.yes()));
        Guard nobody = new Guard.And(List.of(
                Guard.yes(), new Guard.And(List.of(Guard.loa(0), Guard.no().or(Guard.not(Guard.yes()))))));
        return nobody.or(new Guard.And(List.of(Guard.token().or(Guard.not(anybody)), anybody)));
    }

    Reply setctx(Request request) {
        Json value = request.json();
        request.session().value(value);
        return replies.success(value, "context set");
    }

    /// Answers the argument, whether it was stored or not.
    Reply setctxif(Request request) {
        Json value = request.json();
        request.session().valueOr(Object.class, () -> value);
        return replies.success(value, flavour == Flavour.V4 ? "context setif" : "context set");
    }

    Reply getctx(Request request) {
        Json value = request.session().value().map(Json::of).orElse(Json.NULL);
        return replies.success(value, "returning the context");
    }

    Reply close(Request request) {
        return replies.success(null, "session closed");
    }

    Reply setLoa(Request request) {
        int level = Arguments.intOf(request.json());
        request.session().loa(Math.max(0, level));
        return replies.success(null, "LOA set to " + level);
    }

    Reply loa(Request request) {
        int level = request.session().loa();
        return replies.success(Json.of(level), "LOA = " + level);
    }

    /// `has-loa-N` of the samples whose binder is spoken for: their refusal has a text (hello.md 7).
    Answer hasLoa(int level) {
        return request -> request.passes(Guard.loa(level))
                ? Reply.success()
                : Reply.of(Status.INSUFFICIENT_SCOPE.withInfo("invalid LOA"));
    }
}
