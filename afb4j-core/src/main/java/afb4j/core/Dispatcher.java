package afb4j.core;

import afb4j.api.Reply;
import afb4j.api.Status;
import com.google.errorprone.annotations.ThreadSafe;

/// The way of a call from its origin to the API that answers it.
@ThreadSafe
public final class Dispatcher {

    private static final Reply UNKNOWN_API = Reply.of(Status.UNKNOWN_API);

    private final ApiSet apis;

    /// A dispatcher over `apis`.
    public Dispatcher(ApiSet apis) {
        this.apis = apis;
    }

    /// Hands a call to its API; `unknown-api` when there is none. The call will be answered exactly once.
    /// Called on the loop of the origin; returns when the verb runs elsewhere, or has run if it is
    /// non-blocking.
    public void dispatch(Call call) {
        ApiTarget target = apis.target(call.api());
        if (target == null) {
            call.reply(UNKNOWN_API);
        } else {
            target.accept(call);
        }
    }
}
