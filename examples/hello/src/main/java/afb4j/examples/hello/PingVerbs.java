package afb4j.examples.hello;

import afb4j.api.Json;
import afb4j.api.JsonStyle;
import afb4j.api.Reply;
import afb4j.api.Request;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The verbs that are called to see whether anybody is there. They share a counter (hello.md 4.1 and 6).
final class PingVerbs {

    private static final Json SOME_STRING = Json.of("Some String");
    private static final Json SAMPLE = Json.parse("{\"myString\":\"Some String\",\"myInt\":1234,"
            + "\"eobj\":{\"subObjString\":\"Some String\",\"subObjInt\":5678}}");

    private final ReplyShape replies;
    private final AtomicLong count = new AtomicLong();

    PingVerbs(ReplyShape replies) {
        this.replies = replies;
    }

    /// `ping` of version 4: the argument.
    Reply echo(Request request) {
        return replies.success(request.json(), "ping count=" + count.incrementAndGet());
    }

    /// `ping` of the others.
    Reply ping(Request request) {
        return sample(SOME_STRING, "pingSample", request.json());
    }

    Reply pingnull(Request request) {
        return sample(null, "pingNull", request.json());
    }

    Reply pingJson(Request request) {
        return sample(SAMPLE, "pingJson", request.json());
    }

    Reply pingfail(Request request) {
        return replies.failure("failed", "Ping Binder Daemon fails");
    }

    /// Tells everybody the argument before it answers it.
    Reply pingevent(Request request) {
        Json argument = request.json();
        request.context().broadcast(HelloApi.NAME + "/event", argument);
        return sample(argument, "event", argument);
    }

    private Reply sample(@Nullable Json result, String tag, Json query) {
        return replies.success(
                result,
                "Ping Binder Daemon tag=" + tag + " count=" + count.incrementAndGet() + " query="
                        + query.text(JsonStyle.SPACED));
    }
}
