package afb4j.core;

import afb4j.api.Api;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.api.Verb;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The verbs of an [Api] of this process. Answers `unknown-verb` for a verb that is not there, and the verb
/// `info` with the description of the API unless the API has a verb of that name (W-43).
@ThreadSafe
public final class LocalApi implements ApiTarget {

    private static final Reply UNKNOWN_VERB = Reply.of(Status.UNKNOWN_VERB);
    private static final String INFO = "info";

    private final Api api;
    private final VerbRunner runner;
    private final @Nullable ConcurrencyLimit limit;
    private final Json description;

    /// The verbs of `api`, run by `runner`.
    public LocalApi(Api api, VerbRunner runner) {
        this.api = api;
        this.runner = runner;
        this.limit = api.concurrency() == Integer.MAX_VALUE ? null : runner.limitFor(api.concurrency());
        this.description = ApiInfo.of(api);
    }

    @Override
    public void accept(Call call) {
        Optional<Verb> verb = api.find(call.verb());
        if (verb.isEmpty()) {
            call.reply(call.verb().equals(INFO) ? Reply.of(description) : UNKNOWN_VERB);
        } else if (limit == null) {
            runner.run(call, verb.get());
        } else {
            runner.run(limit, call, verb.get());
        }
    }
}
