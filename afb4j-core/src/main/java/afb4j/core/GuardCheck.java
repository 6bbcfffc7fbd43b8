package afb4j.core;

import afb4j.api.Guard;
import afb4j.api.Status;
import org.jspecify.annotations.Nullable;

/// Whether a call passes a guard (http-and-wsj1.md 2.3).
final class GuardCheck {

    private GuardCheck() {}

    /// How to refuse `call`, at the time `nowNanos` by the clock of its loop: `invalid-token` for its token,
    /// else `insufficient-scope`; null if `guard` lets it pass.
    static @Nullable Status refusal(Guard guard, Call call, long nowNanos) {
        return switch (guard) {
            case Guard.Yes _ -> null;
            case Guard.No _ -> Status.INSUFFICIENT_SCOPE;
            case Guard.Token _ -> call.isTokenAccepted(nowNanos) ? null : Status.INVALID_TOKEN;
            case Guard.Permission permission -> refusedUnless(call.hasPermission(permission.name()));
            case Guard.Loa loa ->
                refusedUnless(loa.level() == 0 || call.session().loa() >= loa.level());
            case Guard.Not not -> refusedUnless(!passes(not.guard(), call, nowNanos));
            case Guard.And and -> ofAll(and, call, nowNanos);
            case Guard.Or or -> refusedUnless(passesOne(or, call, nowNanos));
        };
    }

    static boolean passes(Guard guard, Call call, long nowNanos) {
        return refusal(guard, call, nowNanos) == null;
    }

    private static @Nullable Status refusedUnless(boolean passes) {
        return passes ? null : Status.INSUFFICIENT_SCOPE;
    }

    private static @Nullable Status ofAll(Guard.And and, Call call, long nowNanos) {
        for (Guard guard : and.guards()) {
            Status refusal = refusal(guard, call, nowNanos);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private static boolean passesOne(Guard.Or or, Call call, long nowNanos) {
        for (Guard guard : or.guards()) {
            if (passes(guard, call, nowNanos)) {
                return true;
            }
        }
        return false;
    }
}
