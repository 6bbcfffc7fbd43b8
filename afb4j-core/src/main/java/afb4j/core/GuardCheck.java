package afb4j.core;

import afb4j.api.Guard;
import afb4j.api.Status;
import java.util.Optional;

/// Whether a call passes a guard (http-and-wsj1.md 2.3).
final class GuardCheck {

    private static final Optional<Status> PASSES = Optional.empty();
    private static final Optional<Status> INSUFFICIENT = Optional.of(Status.INSUFFICIENT_SCOPE);
    private static final Optional<Status> INVALID_TOKEN = Optional.of(Status.INVALID_TOKEN);

    private GuardCheck() {}

    /// How to refuse `call`, if `guard` does not let it pass: `invalid-token` for its token, else
    /// `insufficient-scope`.
    static Optional<Status> refusal(Guard guard, Call call) {
        return switch (guard) {
            case Guard.Yes _ -> PASSES;
            case Guard.No _ -> INSUFFICIENT;
            case Guard.Token _ -> call.isTokenAccepted() ? PASSES : INVALID_TOKEN;
            case Guard.Permission permission -> refusedUnless(call.hasPermission(permission.name()));
            case Guard.Loa loa ->
                refusedUnless(loa.level() == 0 || call.session().loa() >= loa.level());
            case Guard.Not not -> refusedUnless(!passes(not.guard(), call));
            case Guard.And and -> ofAll(and, call);
            case Guard.Or or -> refusedUnless(or.guards().stream().anyMatch(one -> passes(one, call)));
        };
    }

    static boolean passes(Guard guard, Call call) {
        return refusal(guard, call).isEmpty();
    }

    private static Optional<Status> refusedUnless(boolean passes) {
        return passes ? PASSES : INSUFFICIENT;
    }

    private static Optional<Status> ofAll(Guard.And and, Call call) {
        for (Guard guard : and.guards()) {
            Optional<Status> refusal = refusal(guard, call);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return PASSES;
    }
}
