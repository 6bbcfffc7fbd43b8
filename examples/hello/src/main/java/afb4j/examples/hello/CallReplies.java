package afb4j.examples.hello;

import afb4j.api.Data;
import afb4j.api.Json;
import afb4j.api.JsonObjectBuilder;
import afb4j.api.JsonStyle;
import afb4j.api.Reply;
import afb4j.api.Status;
import java.util.List;

/// What becomes of the reply to a call that the sample made, when it answers its own caller with it.
final class CallReplies {

    private static final int MAX_SYNC_VALUES = 3;

    private final Flavour flavour;

    CallReplies(Flavour flavour) {
        this.flavour = flavour;
    }

    /// The answer to who asked for the call of `api/verb` that got `reply`.
    Reply of(CallKind kind, Reply reply, String api, String verb) {
        return switch (flavour) {
            case V4 -> kind.waits() ? firstValues(reply) : reply;
            case V3 -> kind.waits() ? triple(reply) : reply;
            case S2020, S2017 -> {
                Reply worded = inOldWords(reply, api, verb);
                yield kind.isOfCaller() ? enveloped(worded) : worded;
            }
        };
    }

    private static Reply firstValues(Reply reply) {
        List<Data> values = reply.values();
        return values.size() <= MAX_SYNC_VALUES ? reply : new Reply(reply.status(), values.subList(0, MAX_SYNC_VALUES));
    }

    /// One array of the object, the error and the info (hello.md 6).
    private static Reply triple(Reply reply) {
        Status status = reply.status();
        Json error = status.isSuccess() ? Json.NULL : Json.of(status.name());
        Json info = status.info().map(Json::of).orElse(Json.NULL);
        Json triple = Json.array(reply.json(), error, info);
        return new Reply(status.isSuccess() ? Status.SUCCESS : Status.named("error"), List.of(triple));
    }

    /// compat: the texts of the binder of 2020 (hello.md 7), where the reply has none of its own.
    private static Reply inOldWords(Reply reply, String api, String verb) {
        Status status = reply.status();
        if (status.equals(Status.UNKNOWN_API)) {
            return Reply.of(status.withInfo("api " + api + " not found (for verb " + verb + ")"));
        }
        return status.equals(Status.NO_REPLY) ? Reply.of(Status.named("not-replied")) : reply;
    }

    private Reply enveloped(Reply reply) {
        Json object = flavour == Flavour.S2017 && isBare(reply) ? reply.json() : envelope(reply);
        return reply.status().isSuccess()
                ? flavour.replies().success(object, null)
                : flavour.replies().failure("failed", object.text(JsonStyle.SPACED));
    }

    /// compat: whether a client of 2017 answered something that is no envelope, which is handed on as it is
    /// (L-07, vector legacy-probe-subcall): the binder makes a reply without info of it. Replies that came in
    /// an envelope have an info if they succeed with a value, and no value if they fail.
    private static boolean isBare(Reply reply) {
        return !reply.values().isEmpty()
                && (!reply.status().isSuccess() || reply.status().info().isEmpty());
    }

    private static Json envelope(Reply reply) {
        JsonObjectBuilder envelope = Json.object();
        Json response = reply.json();
        if (!response.isNull()) {
            envelope.put("response", response);
        }
        JsonObjectBuilder request = Json.object().put("status", reply.status().name());
        reply.status().info().ifPresent(info -> request.put("info", info));
        return envelope.put("jtype", "afb-reply")
                .put("request", request.build())
                .build();
    }
}
