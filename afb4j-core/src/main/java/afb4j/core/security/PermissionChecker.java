package afb4j.core.security;

/// Decides who has which permission. Called on event loops for each call of a guarded verb: must be fast,
/// must not block, and is called by many threads at the same time.
@FunctionalInterface
public interface PermissionChecker {

    /// Whether the permission is granted. An exception is answered `internal-error`, and the verb does not
    /// run.
    boolean isGranted(PermissionQuestion question);

    /// Grants everything: for machines on which everybody who can connect is trusted.
    static PermissionChecker allowAll() {
        return _ -> true;
    }
}
