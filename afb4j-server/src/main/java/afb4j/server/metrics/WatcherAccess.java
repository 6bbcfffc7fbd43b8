package afb4j.server.metrics;

import afb4j.core.monitor.MonitorApi;
import afb4j.core.security.PermissionChecker;
import afb4j.core.security.PermissionQuestion;
import afb4j.server.http.HttpExchange;
import afb4j.server.http.Identity;
import java.util.Optional;
import java.util.function.Supplier;

/// Who may read what a binder does: everybody on this machine; from elsewhere who has the permission
/// [MonitorApi#PERMISSION] by a policy.
///
/// @param policy nothing if none is configured
record WatcherAccess(Optional<PermissionChecker> policy) {

    boolean isGranted(HttpExchange exchange) {
        return isGranted(exchange.connection().isLoopback(), () -> question(exchange));
    }

    /// @param isLoopback whether who asks is on this machine
    /// @param question is made if it has to be asked
    boolean isGranted(boolean isLoopback, Supplier<PermissionQuestion> question) {
        return isLoopback
                || policy.map(asked -> asked.isGranted(question.get())).orElse(false);
    }

    private static PermissionQuestion question(HttpExchange exchange) {
        Identity identity = Identity.of(exchange);
        String session = identity.isNamed() ? identity.uuid() : "";
        return new PermissionQuestion(
                exchange.connection().credentials(), session, identity.token(), MonitorApi.PERMISSION);
    }
}
