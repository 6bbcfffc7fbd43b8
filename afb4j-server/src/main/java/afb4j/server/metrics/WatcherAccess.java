package afb4j.server.metrics;

import afb4j.core.monitor.MonitorApi;
import afb4j.core.security.PermissionChecker;
import afb4j.core.security.PermissionQuestion;
import afb4j.server.http.HttpExchange;
import afb4j.server.http.Identity;
import java.util.Optional;

/// Who may read what a binder does: everybody on this machine; from elsewhere who has the permission
/// [MonitorApi#PERMISSION] by a policy.
///
/// @param policy nothing if none is configured
record WatcherAccess(Optional<PermissionChecker> policy) {

    boolean isGranted(HttpExchange exchange) {
        return exchange.connection().isLoopback()
                || policy.map(asked -> isGranted(asked, exchange)).orElse(false);
    }

    private static boolean isGranted(PermissionChecker policy, HttpExchange exchange) {
        Identity identity = Identity.of(exchange);
        String session = identity.isNamed() ? identity.uuid() : "";
        return policy.isGranted(new PermissionQuestion(
                exchange.connection().credentials(), session, identity.token(), MonitorApi.PERMISSION));
    }
}
