package afb4j.core;

import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.core.metrics.CallStatistics;
import afb4j.core.security.PermissionChecker;
import afb4j.core.trace.Tracing;
import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The way of a call from its origin to the API that answers it.
@ThreadSafe
public final class Dispatcher {

    private static final Reply UNKNOWN_API = Reply.of(Status.UNKNOWN_API);

    private final ApiSet apis;
    private final PermissionChecker permissions;
    private final Duration callTimeout;
    private final CallStatistics statistics = new CallStatistics();
    private final Tracing tracing = new Tracing(InstantSource.system());

    /// A dispatcher over `apis`. Calls that are made by APIs may take `callTimeout`, zero for ever; other
    /// origins see to the time limit of theirs.
    public Dispatcher(ApiSet apis, PermissionChecker permissions, Duration callTimeout) {
        this.apis = apis;
        this.permissions = permissions;
        this.callTimeout = callTimeout;
    }

    PermissionChecker permissions() {
        return permissions;
    }

    Tracing tracing() {
        return tracing;
    }

    CallStatistics statistics() {
        return statistics;
    }

    Duration callTimeout() {
        return callTimeout;
    }

    /// Hands a call to its API; `unknown-api` when there is none. The call will be answered exactly once.
    /// Called on the loop of the origin; returns when the verb runs elsewhere, or has run if it is
    /// non-blocking.
    public void dispatch(Call call) {
        dispatch(call, apis.target(call.api()));
    }

    /// As [#dispatch(Call)], for callers from outside, to whom private APIs are unknown: browsers and all who
    /// come by HTTP. What a verb calls for them goes the ordinary way.
    public void dispatchPublic(Call call) {
        dispatch(call, apis.publicTarget(call.api()));
    }

    private void dispatch(Call call, @Nullable ApiTarget target) {
        call.dispatchedBy(this);
        if (tracing.tracesRequests()) {
            call.tracedBy(tracing);
        }
        if (target == null) {
            statistics.countUnknownApi();
            call.reply(UNKNOWN_API);
        } else {
            target.accept(call);
        }
    }
}
