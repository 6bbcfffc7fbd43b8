package afb4j.examples.hello;

import static java.nio.charset.StandardCharsets.UTF_8;

import afb4j.api.Bytes;
import afb4j.api.HttpAnswer;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.Status;
import java.time.Duration;
import java.util.Optional;

/// The verbs that show the ways of answering, or of not doing so (hello.md 4.1, 6 and 7).
final class ReplyVerbs {

    private static final Reply PAGE = Reply.of(Bytes.of("<html><body>hello!!".getBytes(UTF_8)));

    private final Flavour flavour;
    private final ReplyShape replies;

    ReplyVerbs(Flavour flavour) {
        this.flavour = flavour;
        this.replies = flavour.replies();
    }

    /// The bytes of `getbin`.
    Reply page(Request request) {
        return PAGE;
    }

    /// A page, to who called by HTTP. Unlike that of C it cannot be made to run what the caller sends.
    Reply pageOfHttp(Request request) {
        if (request.http().isEmpty()) {
            return Reply.of(Status.NOT_AVAILABLE);
        }
        String received = escaped(request.json().compact());
        return HttpAnswer.of(200)
                .type("text/html")
                .body("<html><body><h1>hello!!</h1><b>received:</b><br/>" + received + "</body></html>")
                .reply();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /// The name it was called by.
    Reply calledName(Request request) {
        return replies.success(Json.of(request.verb()), null);
    }

    /// The settings the operator gave to the API (`--set`).
    Reply settings(Request request) {
        return replies.success(request.context().settings(), null);
    }

    Reply get(Request request) {
        Optional<String> name = flavour.text(request.json(), "name");
        return name.isPresent()
                ? replies.success(null, "found for 'name': " + name.get())
                : replies.failure("invalid", "the parameter 'name' is missing");
    }

    /// Answers as often as it is asked to, at most twice: further answers show nothing new.
    void replyCount(Request request) {
        int count = Arguments.intOf(request.json());
        if (count <= 0) {
            mute(request);
        } else {
            request.reply();
        }
        if (count > 1) {
            request.reply(); // dropped by the binder, with a line in its log
        }
    }

    /// Leaves it to the binder to say that there is no answer.
    void mute(Request request) {
        if (flavour.speaksForItsBinder()) {
            // compat: another word for no-reply until 2020 (W-42, vector v1-muted.c2020-s2020)
            request.fail(Status.named("not-replied"));
        }
    }

    /// Answers from a job.
    void queue(Request request) {
        request.defer();
        request.context().after(Duration.ZERO, request::reply);
    }

    // compat: the binders of 2017 and 2020 name the verb and the API (hello.md 7, vectors *-unknown-verb*)
    Reply unknownVerb(Request request) {
        return Reply.of(
                Status.UNKNOWN_VERB.withInfo("verb " + request.verb() + " unknown within api " + HelloApi.NAME));
    }
}
