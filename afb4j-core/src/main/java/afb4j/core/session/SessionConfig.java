package afb4j.core.session;

import java.time.Duration;

/// What a [SessionTable] keeps to (S-40). Immutable.
///
/// @param maxSessions how many sessions there may be at the same time, 1 to [#MAX_SESSIONS] (`--session-max`)
/// @param timeout how long a session stays without being used, above zero, at most [#MAX_TIMEOUT]
///     (`--cntxtimeout`)
/// @param initialToken the token of a new session, 36 characters at most; empty means that any token is
///     accepted until the session's is refreshed (S-41)
public record SessionConfig(int maxSessions, Duration timeout, String initialToken) {

    /// The most that `maxSessions` may be.
    public static final int MAX_SESSIONS = 1_000_000;

    /// The most that `timeout` may be, which times in nanoseconds have room for: about 100 years.
    public static final Duration MAX_TIMEOUT = Duration.ofDays(36_525);

    /// The most characters of an initial token (S-41).
    public static final int MAX_TOKEN_LENGTH = 36;

    /// 200 sessions, 32 000 000 s, no token: what the C binders do when nothing is said.
    public static final SessionConfig DEFAULT = new SessionConfig(200, Duration.ofSeconds(32_000_000), "");

    /// Refuses what is out of range.
    public SessionConfig {
        if (maxSessions < 1 || maxSessions > MAX_SESSIONS) {
            throw new IllegalArgumentException(
                    "maxSessions is " + maxSessions + ", expected 1 to " + MAX_SESSIONS + " (--session-max)");
        }
        requireTimeout(timeout);
        if (initialToken == null) {
            throw new IllegalArgumentException("initialToken is absent, expected a text, empty for none (--token)");
        }
        if (initialToken.length() > MAX_TOKEN_LENGTH) {
            // how long it is, not what it is: tokens do not belong in logs
            throw new IllegalArgumentException("initialToken has " + initialToken.length() + " characters, expected "
                    + MAX_TOKEN_LENGTH + " at most (--token)");
        }
    }

    /// The same with another maximum.
    public SessionConfig withMaxSessions(int sessions) {
        return new SessionConfig(sessions, timeout, initialToken);
    }

    /// The same with another timeout.
    public SessionConfig withTimeout(Duration unused) {
        return new SessionConfig(maxSessions, unused, initialToken);
    }

    /// The same with another initial token.
    public SessionConfig withInitialToken(String token) {
        return new SessionConfig(maxSessions, timeout, token);
    }

    static Duration requireTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "timeout is " + timeout + ", expected more than zero, at most " + MAX_TIMEOUT + " (--cntxtimeout)");
        }
        return timeout;
    }

    /// Without the token.
    @Override
    public String toString() {
        return "SessionConfig[maxSessions=" + maxSessions + ", timeout=" + timeout + ", initialToken="
                + (initialToken.isEmpty() ? "none" : "set") + "]";
    }
}
