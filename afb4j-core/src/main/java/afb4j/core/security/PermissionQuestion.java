package afb4j.core.security;

import afb4j.api.Credentials;
import java.util.Optional;

/// Whether somebody has a permission. Its text form hides what opens a session (R32).
///
/// @param who the process that asks, where that is known
/// @param session the uuid of its session
/// @param token the token it presented
/// @param permission the name of the permission, free text
public record PermissionQuestion(Optional<Credentials> who, String session, Optional<String> token, String permission) {

    @Override
    public String toString() {
        return "permission " + permission + " for " + who.map(Credentials::text).orElse("an unknown process");
    }
}
