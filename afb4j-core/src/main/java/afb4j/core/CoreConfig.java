package afb4j.core;

import afb4j.core.event.EventConfig;
import afb4j.core.session.SessionConfig;
import java.time.Duration;

/// Limits of a binder, whatever sockets it has.
///
/// @param callTimeout how long a verb may take to answer (`--apitimeout`); zero means no limit
/// @param maxRunning how many blocking verbs run at the same time in the whole binder, from 1
/// @param maxWaiting how many calls may wait for one of these places, or for an API that limits its
///     concurrency; further ones are answered `internal-error`
/// @param slowVerb how long a non-blocking verb may hold its loop before it is logged
/// @param sessions limits of sessions
/// @param events limits of events
/// @param settings what an operator sets for APIs
/// @param validate whether arguments must fit the input schemas of verbs (`--validate`)
public record CoreConfig(
        Duration callTimeout,
        int maxRunning,
        int maxWaiting,
        Duration slowVerb,
        SessionConfig sessions,
        EventConfig events,
        Settings settings,
        boolean validate) {

    /// The longest time limit of a call, which deadlines in nanoseconds have room for: about 100 years.
    public static final Duration MAX_CALL_TIMEOUT = Duration.ofDays(36_525);

    /// 20 s for a call, 16 384 blocking verbs at the same time, 65 536 waiting, 50 ms on a loop.
    public static final CoreConfig DEFAULT = new CoreConfig(
            Duration.ofSeconds(20),
            16_384,
            65_536,
            Duration.ofMillis(50),
            SessionConfig.DEFAULT,
            EventConfig.DEFAULT,
            Settings.NONE,
            false);

    /// Refuses what is out of range.
    public CoreConfig {
        if (callTimeout.isNegative() || callTimeout.compareTo(MAX_CALL_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "callTimeout is " + callTimeout + ", expected zero (no limit) to " + MAX_CALL_TIMEOUT);
        }
        if (maxRunning < 1 || maxWaiting < 0) {
            throw new IllegalArgumentException("maxRunning is " + maxRunning + " and maxWaiting " + maxWaiting
                    + ", expected 1 or more and 0 or more");
        }
        if (slowVerb.isNegative()) {
            throw new IllegalArgumentException("slowVerb is " + slowVerb + ", expected zero or more");
        }
    }

    /// The same with another time limit for calls.
    public CoreConfig withCallTimeout(Duration timeout) {
        return new CoreConfig(timeout, maxRunning, maxWaiting, slowVerb, sessions, events, settings, validate);
    }

    /// The same with other numbers of blocking verbs that run at the same time, and of calls that wait.
    public CoreConfig withMaxRunning(int running, int waiting) {
        return new CoreConfig(callTimeout, running, waiting, slowVerb, sessions, events, settings, validate);
    }

    /// The same with another time that a non-blocking verb may take.
    public CoreConfig withSlowVerb(Duration limit) {
        return new CoreConfig(callTimeout, maxRunning, maxWaiting, limit, sessions, events, settings, validate);
    }

    /// The same with other limits of sessions.
    public CoreConfig withSessions(SessionConfig other) {
        return new CoreConfig(callTimeout, maxRunning, maxWaiting, slowVerb, other, events, settings, validate);
    }

    /// The same with other limits of events.
    public CoreConfig withEvents(EventConfig other) {
        return new CoreConfig(callTimeout, maxRunning, maxWaiting, slowVerb, sessions, other, settings, validate);
    }

    /// The same with other settings of APIs.
    public CoreConfig withSettings(Settings other) {
        return new CoreConfig(callTimeout, maxRunning, maxWaiting, slowVerb, sessions, events, other, validate);
    }

    /// The same, with arguments that must fit the input schemas of verbs, or need not: those that do not are
    /// answered `invalid-request` before the verb runs.
    public CoreConfig withValidation(boolean on) {
        return new CoreConfig(callTimeout, maxRunning, maxWaiting, slowVerb, sessions, events, settings, on);
    }
}
