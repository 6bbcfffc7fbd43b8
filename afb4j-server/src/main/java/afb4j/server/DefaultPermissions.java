package afb4j.server;

import static java.lang.System.Logger.Level.INFO;

import afb4j.core.security.PermissionChecker;
import afb4j.core.security.PermissionQuestion;
import afb4j.server.rpc.OnBehalf;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.concurrent.atomic.AtomicBoolean;

/// What counts while no policy is configured: everything is granted, as in the binders of the field, except
/// that a client whose process is not known speaks for others (W-61).
@ThreadSafe
final class DefaultPermissions implements PermissionChecker {

    private static final System.Logger LOGGER = System.getLogger(DefaultPermissions.class.getName());

    private final AtomicBoolean told = new AtomicBoolean();

    @Override
    public boolean isGranted(PermissionQuestion question) {
        if (told.compareAndSet(false, true)) {
            LOGGER.log(INFO, "no permission policy is configured: all permissions are granted (--permissions FILE)");
        }
        return !(question.permission().equals(OnBehalf.PERMISSION)
                && question.who().isEmpty());
    }
}
