package afb4j.core.trace;

import java.util.Locale;

/// A place where a binder can be traced.
public enum TracePoint {
    /// A call begins; with its parameters.
    REQUEST_BEGIN(TraceKind.REQUEST),
    /// A call is answered; with status and values.
    REQUEST_REPLY(TraceKind.REQUEST),
    /// A call is over.
    REQUEST_END(TraceKind.REQUEST),
    /// A verb subscribes its caller.
    REQUEST_SUBSCRIBE(TraceKind.REQUEST),
    /// A verb ends a subscription of its caller.
    REQUEST_UNSUBSCRIBE(TraceKind.REQUEST),
    /// A verb calls another one for its caller.
    REQUEST_SUBCALL(TraceKind.REQUEST),
    /// That call was answered.
    REQUEST_SUBCALL_RESULT(TraceKind.REQUEST),
    /// The caller was asked for a permission.
    REQUEST_HAS_PERMISSION(TraceKind.REQUEST),
    /// The session of the caller is closed after the call.
    REQUEST_SESSION_CLOSE(TraceKind.REQUEST),

    /// An API starts.
    API_START(TraceKind.API),
    /// An API calls another one by itself.
    API_CALL(TraceKind.API),
    /// An API makes an event.
    API_EVENT_MAKE(TraceKind.API),
    /// An API broadcasts.
    API_EVENT_BROADCAST(TraceKind.API),
    /// An API handles events of a pattern from now on.
    API_EVENT_HANDLER_ADD(TraceKind.API),
    /// An API does not handle them any more.
    API_EVENT_HANDLER_DEL(TraceKind.API),
    /// An API gives itself a job.
    API_POST_JOB(TraceKind.API),
    /// An API gets a session of its own.
    API_UNSHARE_SESSION(TraceKind.API),
    /// An API was closed.
    API_DELETE_API(TraceKind.API),

    /// An event was made.
    EVENT_CREATE(TraceKind.EVENT),
    /// An event is going to be pushed; with the data.
    EVENT_PUSH_BEFORE(TraceKind.EVENT),
    /// An event was pushed; with the number of subscribers.
    EVENT_PUSH_AFTER(TraceKind.EVENT),
    /// An event is going to be broadcast; with the data.
    EVENT_BROADCAST_BEFORE(TraceKind.EVENT),
    /// An event was broadcast.
    EVENT_BROADCAST_AFTER(TraceKind.EVENT),
    /// An event has ended.
    EVENT_UNREF(TraceKind.EVENT),

    /// A session was made.
    SESSION_CREATE(TraceKind.SESSION),
    /// A session has ended.
    SESSION_CLOSE(TraceKind.SESSION),

    /// A line was logged.
    GLOBAL_VVERBOSE(TraceKind.GLOBAL);

    private final TraceKind kind;

    TracePoint(TraceKind kind) {
        this.kind = kind;
    }

    /// What it is about.
    public TraceKind kind() {
        return kind;
    }

    /// What it is called: `push_before`.
    public String action() {
        return name().substring(kind.name().length() + 1).toLowerCase(Locale.ROOT);
    }
}
