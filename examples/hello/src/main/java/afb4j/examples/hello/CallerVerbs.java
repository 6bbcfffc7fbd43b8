package afb4j.examples.hello;

import afb4j.api.Credentials;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Request;
import java.util.Optional;

/// The verbs about who calls and what is allowed to them (hello.md 4.1, 4.4 and 6).
final class CallerVerbs {

    private final Flavour flavour;
    private final ReplyShape replies;

    CallerVerbs(Flavour flavour) {
        this.flavour = flavour;
        this.replies = flavour.replies();
    }

    /// `my-info`, or `info` in 2020.
    Reply info(Request request) {
        return replies.success(request.clientInfo(), null);
    }

    Reply uid(Request request) {
        int uid = request.credentials().map(Credentials::uid).orElse(-1);
        return replies.success(Json.of(uid), "uid is " + uid);
    }

    Reply appid(Request request) {
        Optional<String> id = request.credentials().map(Credentials::application);
        return replies.success(id.map(Json::of).orElse(null), "application is " + id.orElse("?"));
    }

    Reply hasperm(Request request) {
        Optional<String> name = flavour.text(request.json(), "perm");
        if (name.isEmpty()) {
            return flavour.speaksForItsBinder() ? notGranted("(null)") : replies.failure("bad-perm", null);
        }
        return request.hasPermission(name.get())
                ? replies.success(null, "permission " + name.get() + " granted")
                : notGranted(name.get());
    }

    private Reply notGranted(String name) {
        return replies.failure("not-granted", "permission " + name + " NOT granted");
    }
}
