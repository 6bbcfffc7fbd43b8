package afb4j.core;

import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.ApiContext;
import afb4j.api.Data;
import afb4j.api.Event;
import afb4j.api.Guard;
import afb4j.api.JsonException;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.Session;
import afb4j.api.SessionEffect;
import afb4j.api.Status;
import afb4j.api.SubscribeOptions;
import afb4j.api.SubscriptionException;
import afb4j.core.event.HubEvent;
import afb4j.core.security.PermissionQuestion;
import afb4j.core.session.LiveSession;
import afb4j.core.trace.Tracing;
import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A call on its way through the binder. Each kind of origin (a peer, an API, another call, later a browser)
/// has its subclass, which knows who calls, how to deliver the reply, and where events go.
///
/// **Promises.** [#deliver(Reply)] runs exactly once for each call, whatever the handler does and however its
/// threads race: the state moves once to ANSWERED by compare-and-set, and only who moved it delivers. A
/// handler that returns in state OPEN is answered `no-reply`; a deadline that passes first answers
/// `internal-error` (http-and-wsj1.md 8.3 and P30: the code is the C binder's, and it limits deferred calls
/// as well) and interrupts the handler's thread.
///
/// **Does not promise** which thread delivers: it is the one that answers. The subclass brings the reply to
/// its own loop.
///
/// **States.** OPEN: the handler has not run, or runs. DEFERRED: the handler said that it answers later.
/// ANSWERED: final.
///
/// **Cost.** One object is the request that the handler sees, the entry in the origin's list of running calls
/// ([RunningCalls]) and the task that runs the verb, because calls are what a binder makes most of.
@ThreadSafe
@SuppressWarnings("Immutable") // links and runner are documented as confined
public abstract class Call extends MeasuredCall implements Request {

    private static final System.Logger LOGGER = System.getLogger(Call.class.getName());
    private static final Reply NO_REPLY = Reply.of(Status.NO_REPLY);
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Call.class, "state", State.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final String api;
    private final String verb;
    private final List<Data> arguments;
    /// Read and changed by [#STATE]; not volatile, because nobody else sees the call while it is made.
    @SuppressWarnings("UnusedVariable")
    private State state = State.OPEN;

    /// The way further calls take; set by [Dispatcher#dispatch] before anybody else sees this call.
    private @Nullable Dispatcher dispatcher;

    /// What is told to those who trace; set when the call begins while somebody does.
    private @Nullable CallTrace trace;

    /// The API that answers; set when it accepts the call.
    private @Nullable ApiContext context;

    private SessionEffect after = SessionEffect.NONE;

    /// The thread that runs the handler of a blocking verb, while it may be interrupted.
    @GuardedBy("this")
    private @Nullable Thread runner;

    /// Links of [RunningCalls], confined to the loop of the origin.
    @Nullable
    Call previous;

    @Nullable
    Call next;

    long deadlineNanos;

    /// A call of `verb` in `api`, both as the caller named them.
    protected Call(String api, String verb, List<Data> arguments) {
        this.api = api;
        this.verb = verb;
        this.arguments = arguments;
    }

    /// Brings the reply to the caller. Called exactly once, by any thread; must not block or throw.
    protected abstract void deliver(Reply reply);

    /// Who this is, for logs: `"peer 17 call 9"`.
    protected abstract String id();

    // ---- what subclasses know of the caller

    /// The session of the caller; made now if it has none yet (W-53).
    ///
    /// @throws NoSessionException when there is no room for it
    protected abstract LiveSession liveSession();

    /// Whether it is the binder itself or one of its APIs that calls, and not asked for permissions.
    protected boolean isTrusted() {
        return false;
    }

    /// How many calls this one is made within.
    protected int depth() {
        return 0;
    }

    /// Subscribes the caller; any thread, before the call is answered.
    ///
    /// @throws SubscriptionException when that is not possible
    protected abstract void watch(HubEvent event, SubscribeOptions options);

    /// Ends the subscription of the caller; any thread, before the call is answered.
    ///
    /// @throws SubscriptionException when that is not possible
    protected abstract void unwatch(HubEvent event);

    /// The uuid of the session if there is one already; asking makes none.
    protected Optional<String> knownSession() {
        try {
            return Optional.of(liveSession().uuid());
        } catch (NoSessionException _) { // the call that needs it says so
            return Optional.empty();
        }
    }

    // ---- on its way

    final void dispatchedBy(Dispatcher way) {
        dispatcher = way;
    }

    /// The call begins while somebody traces calls.
    final void tracedBy(Tracing tracing) {
        trace = CallTrace.begin(this, tracing);
    }

    /// An API takes the call over.
    final void acceptedBy(ApiContext api) {
        context = api;
    }

    /// What happens to the session once the call is answered with success.
    final void afterwards(SessionEffect effect) {
        after = effect;
    }

    private Dispatcher dispatcher() {
        if (dispatcher == null) {
            throw new IllegalStateException(this + ": expected to be dispatched first");
        }
        return dispatcher;
    }

    @Override
    public final ApiContext context() {
        if (context == null) {
            throw new IllegalStateException(this + ": no API of this binder answers it");
        }
        return context;
    }

    @Override
    public final Session session() {
        return liveSession().view(context().api());
    }

    /// The uuid of the session, for a binder further away (W-55).
    public final String sessionUuid() {
        return liveSession().uuid();
    }

    /// Runs `task` when the session of the caller is closed, on any thread.
    public final void onSessionClosed(Runnable task) {
        liveSession().onClose(task);
    }

    @Override
    public final boolean hasPermission(String permission) {
        boolean isGranted = isTrusted()
                || dispatcher()
                        .permissions()
                        .isGranted(new PermissionQuestion(
                                credentials(), liveSession().uuid(), token(), permission));
        if (trace != null) {
            trace.askedFor(permission, isGranted);
        }
        return isGranted;
    }

    @Override
    public final boolean passes(Guard guard) {
        return GuardCheck.passes(guard, this, loop().nanoTime());
    }

    /// Whether the token of the session was presented, if it asks for one, by that time of the loop (S-51).
    protected boolean isTokenAccepted(long nowNanos) {
        return isTrusted() || liveSession().accepts(token().orElse(null), nowNanos);
    }

    @Override
    public final void subscribe(Event event, SubscribeOptions options) {
        HubEvent wanted = subscribable(event);
        watch(wanted, options);
        if (trace != null) {
            trace.subscribed(wanted);
        }
    }

    @Override
    public final void unsubscribe(Event event) {
        HubEvent unwanted = subscribable(event);
        unwatch(unwanted);
        if (trace != null) {
            trace.unsubscribed(unwanted);
        }
    }

    private HubEvent subscribable(Event event) {
        if (!(event instanceof HubEvent known)) {
            throw new SubscriptionException(event.name() + " is no event of this binder");
        }
        if (isAnswered()) {
            throw new SubscriptionException(
                    this + " was answered: subscriptions to " + event.name() + " come before the reply");
        }
        return known;
    }

    @Override
    public CompletionStage<Reply> callAsync(String otherApi, String otherVerb, @Nullable Object argument) {
        CallTarget target = new CallTarget(otherApi, otherVerb, argument);
        CallTrace told = trace;
        if (told == null) {
            return SubCall.start(dispatcher(), this, target);
        }
        told.calls(target);
        return SubCall.start(dispatcher(), this, target).whenComplete((reply, _) -> told.calledBack(reply));
    }

    @Override
    public final Reply call(String otherApi, String otherVerb, @Nullable Object argument) {
        return SubCall.await(loop(), callAsync(otherApi, otherVerb, argument));
    }

    @Override
    public final String api() {
        return api;
    }

    @Override
    public final String verb() {
        return verb;
    }

    @Override
    public final List<Data> arguments() {
        return arguments;
    }

    @Override
    public final void reply(Reply reply) {
        if (!answer(reply)) {
            LOGGER.log(WARNING, "{0}: {1}/{2} was answered before, dropped: {3}", id(), api, verb, reply.status());
        }
    }

    @Override
    public final void fail(Throwable cause) {
        if (cause instanceof JsonException) {
            reply(Reply.of(Status.invalidRequest(String.valueOf(cause.getMessage()))));
            return;
        }
        if (cause instanceof InterruptedException && isAnswered()) {
            return; // the end of a handler whose deadline has passed, which was logged
        }
        if (cause instanceof NoSessionException refused) {
            reply(Reply.of(Status.OUT_OF_MEMORY.withInfo(String.valueOf(refused.getMessage()))));
            return;
        }
        LOGGER.log(WARNING, id() + ": " + api + "/" + verb + " failed", cause);
        answer(Reply.of(Status.INTERNAL_ERROR));
    }

    @Override
    public final void defer() {
        STATE.compareAndSet(this, State.OPEN, State.DEFERRED);
    }

    @Override
    public final boolean isAnswered() {
        return STATE.getVolatile(this) == State.ANSWERED;
    }

    /// The handler has returned: without answer and without deferral there is none to come.
    final void handlerReturned() {
        if (STATE.getVolatile(this) == State.OPEN && STATE.compareAndSet(this, State.OPEN, State.ANSWERED)) {
            answered(NO_REPLY);
        }
    }

    /// The deadline has passed.
    final void expire(String info) {
        if (answer(Reply.of(Status.INTERNAL_ERROR.withInfo(info)))) {
            LOGGER.log(WARNING, "{0}: {1}/{2}: {3}", id(), api, verb, info);
            synchronized (this) {
                if (runner != null) {
                    runner.interrupt();
                }
            }
        }
    }

    /// Names the thread that an expiry interrupts, or null when the handler is done: no interrupt comes
    /// later.
    final synchronized void runBy(@Nullable Thread thread) {
        runner = thread;
    }

    private boolean answer(Reply reply) {
        if ((State) STATE.getAndSet(this, State.ANSWERED) == State.ANSWERED) {
            return false;
        }
        if (after != SessionEffect.NONE && reply.status().isSuccess()) {
            changeSession();
        }
        answered(reply);
        return true;
    }

    private void answered(Reply reply) {
        measure(verb, reply.status());
        CallTrace told = trace;
        if (told == null) {
            deliver(reply);
        } else {
            told.replied(reply);
            deliver(reply);
            told.ended();
        }
    }

    private void changeSession() {
        switch (after) {
            case NONE -> {}
            case REFRESH_TOKEN -> liveSession().refreshToken();
            case CLOSE -> {
                if (trace != null) {
                    trace.closesSession();
                }
                liveSession().close();
            }
        }
    }

    @Override
    public String toString() {
        return id() + " " + api + "/" + verb;
    }

    private enum State {
        OPEN,
        DEFERRED,
        ANSWERED
    }
}
