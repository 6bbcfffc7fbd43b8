package afb4j.core;

import static java.lang.System.Logger.Level.INFO;

import afb4j.api.Api;
import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.api.Verb;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The verbs of an [Api] of this process. Answers `bad-api-state` before the API has started, `unknown-verb`
/// for a verb that is not there, what [GuardCheck] says to who may not call it, and the verb `info` with the
/// description of the API unless the API has a verb of that name (W-43).
@ThreadSafe
@SuppressWarnings("Immutable")
final class LocalApi implements ApiTarget {

    private static final System.Logger LOGGER = System.getLogger(LocalApi.class.getName());
    private static final Reply NOT_STARTED = Reply.of(Status.BAD_API_STATE);
    private static final Reply UNKNOWN_VERB = Reply.of(Status.UNKNOWN_VERB);
    private static final String INFO_VERB = "info";

    private final Api api;
    private final RunningApi running;
    private final VerbRunner runner;
    private final @Nullable ConcurrencyLimit limit;
    private final Json info;

    /// The verbs of `api`, run by `runner`, which see the binder as `running`.
    LocalApi(Api api, RunningApi running, VerbRunner runner) {
        this.api = api;
        this.running = running;
        this.runner = runner;
        this.limit = api.concurrency() == Integer.MAX_VALUE ? null : runner.limitFor(api.concurrency());
        this.info = ApiInfo.of(api);
    }

    @Override
    public void accept(Call call) {
        if (!running.isStarted()) {
            call.reply(NOT_STARTED);
            return;
        }
        Optional<Verb> verb = api.find(call.verb());
        if (verb.isPresent()) {
            accept(call, verb.get());
        } else {
            call.reply(call.verb().equals(INFO_VERB) ? Reply.of(info) : UNKNOWN_VERB);
        }
    }

    private void accept(Call call, Verb verb) {
        call.acceptedBy(running);
        if (isRefused(call, verb.guard())) {
            return;
        }
        call.afterwards(verb.after());
        if (limit == null) {
            runner.run(call, verb);
        } else {
            runner.run(limit, call, verb);
        }
    }

    private static boolean isRefused(Call call, Guard guard) {
        if (guard instanceof Guard.Yes) {
            return false;
        }
        try {
            Optional<Status> refusal = GuardCheck.refusal(guard, call);
            refusal.ifPresent(status -> {
                LOGGER.log(INFO, "{0}: refused, {1} is required", call, guard.text());
                call.reply(Reply.of(status));
            });
            return refusal.isPresent();
        } catch (RuntimeException failure) { // no session to be had, or a checker that fails
            call.fail(failure);
            return true;
        }
    }

    @Override
    public CompletionStage<Json> describe() {
        return CompletableFuture.completedStage(api.specification().orElseGet(() -> ApiDescription.of(api)));
    }

    @Override
    public void close() {
        running.close();
    }
}
