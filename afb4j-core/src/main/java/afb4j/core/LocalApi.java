package afb4j.core;

import static java.lang.System.Logger.Level.INFO;

import afb4j.api.Api;
import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.core.metrics.ApiStatistics;
import afb4j.core.metrics.CallMeter;
import afb4j.core.schema.ApiDescription;
import afb4j.core.schema.ApiInfo;
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
    private final LazyDocument info;
    private final LazyDocument description;
    private final ApiStatistics statistics;
    private final MeasuredVerbs verbs;
    private final CallMeter infoMeter;
    private final CallMeter unknownMeter;

    /// The verbs of `api`, run by `runner`, which see the binder as `running`, and are counted in `statistics`.
    LocalApi(Api api, RunningApi running, VerbRunner runner, ApiStatistics statistics) {
        this.api = api;
        this.running = running;
        this.runner = runner;
        this.limit = api.concurrency() == Integer.MAX_VALUE ? null : runner.limitFor(api.concurrency());
        this.info = new LazyDocument(() -> ApiInfo.of(api));
        this.description = new LazyDocument(() -> ApiDescription.of(api));
        this.statistics = statistics;
        this.verbs = new MeasuredVerbs(api, statistics);
        this.infoMeter = statistics.declared(INFO_VERB);
        this.unknownMeter = statistics.unknown();
    }

    @Override
    public void accept(Call call) {
        MeasuredVerbs.Entry found = verbs.find(call.verb());
        if (!running.isStarted()) {
            answer(call, NOT_STARTED, found == null ? unknownMeter : found.meter());
        } else if (found != null) {
            accept(call, found);
        } else if (call.verb().equals(INFO_VERB)) {
            answerInfo(call);
        } else {
            answer(call, UNKNOWN_VERB, unknownMeter);
        }
    }

    private static void answer(Call call, Reply reply, CallMeter meter) {
        call.measuredBy(meter);
        call.reply(reply);
    }

    /// Made when it is first asked for.
    private void answerInfo(Call call) {
        call.measuredBy(infoMeter);
        info.get().whenComplete((json, failure) -> {
            if (failure == null) {
                call.reply(Reply.of(json));
            } else {
                call.fail(failure);
            }
        });
    }

    private void accept(Call call, MeasuredVerbs.Entry found) {
        call.acceptedBy(running);
        if (isRefused(call, found.verb().guard(), found.meter())) {
            return;
        }
        call.afterwards(found.verb().after());
        if (limit == null) {
            runner.run(call, found.verb(), found.meter());
        } else {
            runner.run(limit, call, found.verb(), found.meter());
        }
    }

    private static boolean isRefused(Call call, Guard guard, CallMeter meter) {
        if (guard instanceof Guard.Yes) {
            return false;
        }
        try {
            Status refusal = GuardCheck.refusal(guard, call, call.arrivalNanos());
            if (refusal == null) {
                return false;
            }
            LOGGER.log(INFO, "{0}: refused, {1} is required", call, guard.text());
            answer(call, Reply.of(refusal), meter);
            return true;
        } catch (RuntimeException failure) { // no session to be had, or a checker that fails
            call.measuredBy(meter);
            call.fail(failure);
            return true;
        }
    }

    /// How many calls wait because the API limits its concurrency.
    int waiting() {
        return limit == null ? 0 : limit.waiting();
    }

    @Override
    public Optional<Api> localApi() {
        return Optional.of(api);
    }

    @Override
    public CompletionStage<Json> describe() {
        return api.specification()
                .<CompletionStage<Json>>map(CompletableFuture::completedStage)
                .orElseGet(description::get);
    }

    @Override
    public void close() {
        running.close();
        statistics.close();
    }
}
