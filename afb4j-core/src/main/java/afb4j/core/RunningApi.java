package afb4j.core;

import static java.lang.System.Logger.Level.ERROR;

import afb4j.api.Api;
import afb4j.api.ApiContext;
import afb4j.api.BinderException;
import afb4j.api.Data;
import afb4j.api.Event;
import afb4j.api.EventHandler;
import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Session;
import afb4j.api.SubscribeOptions;
import afb4j.core.event.EventHandlers;
import afb4j.core.event.EventHub;
import afb4j.core.event.HubEvent;
import afb4j.core.event.Subscriber;
import afb4j.core.session.LiveSession;
import afb4j.sequencer.Loop;
import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// An API of this process in its binder: what its verbs see of the binder, and what ends with it.
///
/// **States.** NEW: nothing but [#start()] is possible from outside; its own start step may do everything.
/// STARTED: calls are taken. STOPPING: its stop step runs; all is there, but no call is taken. CLOSED: its
/// events are closed, its handlers and jobs do not run any more, its session is released.
@ThreadSafe
@SuppressWarnings("Immutable")
final class RunningApi implements ApiContext {

    private static final System.Logger LOGGER = System.getLogger(RunningApi.class.getName());

    private final Api api;
    private final BinderCore core;
    private final Json settings;
    private final Loop loop;
    private final ApiTrace trace;
    private final EventHandlers handlers;
    private final Subscriber subscriber;
    private final Queue<HubEvent> events = new ConcurrentLinkedQueue<>();
    private final Set<LoopJob> jobs = ConcurrentHashMap.newKeySet();

    /// The session of its own, once it has asked for one.
    private final AtomicReference<@Nullable LiveSession> ownSession = new AtomicReference<>();

    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);

    private enum State {
        NEW,
        STARTED,
        STOPPING,
        CLOSED
    }

    RunningApi(Api api, BinderCore core, Json settings) {
        this.api = api;
        this.core = core;
        this.settings = settings;
        this.loop = core.loop();
        this.trace = new ApiTrace(core.tracing(), api.name());
        this.handlers = new EventHandlers(api.name(), loop, core.config().events());
        this.subscriber = core.events().subscriber(handlers);
    }

    /// Runs the start of the API. Blocks.
    ///
    /// @throws BinderException when it fails; the message says why
    void start() {
        trace.starts();
        loop.execute(() -> core.events().add(subscriber));
        try {
            api.start().start(this);
        } catch (Exception | LinkageError cause) {
            throw new BinderException("API " + api.name() + " cannot start: " + cause, cause);
        }
        state.compareAndSet(State.NEW, State.STARTED);
    }

    boolean isStarted() {
        return state.get() == State.STARTED;
    }

    private boolean isClosed() {
        return state.get() == State.CLOSED;
    }

    /// Runs the stop step of the API if it has started, once. Blocks.
    void stop() {
        if (!state.compareAndSet(State.STARTED, State.STOPPING)) {
            return;
        }
        try {
            api.stop().stop(this);
        } catch (Exception | LinkageError failure) { // the binder stops all the same
            LOGGER.log(ERROR, "API " + api.name() + ": its stop failed", failure);
        }
    }

    /// Stops the API and ends what belongs to it. Idempotent.
    void close() {
        stop();
        if (state.getAndSet(State.CLOSED) != State.CLOSED) {
            trace.isDeleted();
        }
        jobs.forEach(LoopJob::close);
        handlers.close();
        loop.execute(subscriber::close);
        events.forEach(Event::close);
        events.clear();
        release(ownSession.getAndSet(null));
    }

    private static void release(@Nullable LiveSession session) {
        if (session != null) {
            session.release();
        }
    }

    @Override
    public String api() {
        return api.name();
    }

    @Override
    public String binderName() {
        return core.name();
    }

    @Override
    public Json settings() {
        return settings;
    }

    // ---- events

    @Override
    public Event event(String name, Guard guard) {
        HubEvent event = hub().create(api.name() + "/" + name, guard);
        events.removeIf(known -> !known.isOpen());
        events.add(event);
        trace.makes(event);
        if (isClosed()) {
            event.close();
        }
        return event;
    }

    @Override
    public List<Event> events() {
        return events.stream().filter(Event::isOpen).map(Event.class::cast).toList();
    }

    @Override
    public void broadcast(String name, Object data) {
        Data value = data instanceof Data known ? known : Json.of(data);
        trace.broadcasts(name, value);
        hub().broadcast(name, value);
    }

    @Override
    public void onEvent(String pattern, EventHandler handler) {
        handlers.add(pattern, handler);
        trace.handles(pattern);
    }

    @Override
    public boolean removeHandler(String pattern) {
        boolean wasThere = handlers.remove(pattern);
        if (wasThere) {
            trace.handlesNoMore(pattern);
        }
        return wasThere;
    }

    /// Subscribes the API itself.
    void watch(HubEvent event, SubscribeOptions options) {
        event.expectSubscription(subscriber, () -> event.subscribe(subscriber, options));
    }

    void unwatch(HubEvent event) {
        loop.execute(() -> event.unsubscribe(subscriber));
    }

    private EventHub hub() {
        return core.events();
    }

    // ---- calls

    @Override
    public CompletionStage<Reply> callAsync(String otherApi, String verb, @Nullable Object argument) {
        CallTarget target = new CallTarget(otherApi, verb, argument);
        trace.calls(target);
        return new ApiCall(this, loop, target).start(core.dispatcher());
    }

    @Override
    public Reply call(String otherApi, String verb, @Nullable Object argument) {
        return InnerCall.await(loop, callAsync(otherApi, verb, argument));
    }

    @Override
    public Session session() {
        return liveSession().view(api.name());
    }

    @Override
    public void unshareSession() {
        trace.unsharesSession();
        LiveSession own = NoSessionException.orThrow(core.sessions().create());
        if (isClosed() || !ownSession.compareAndSet(null, own)) {
            own.release();
        }
    }

    LiveSession liveSession() {
        LiveSession own = ownSession.get();
        return own == null ? core.commonSession() : own;
    }

    // ---- jobs

    @Override
    public Job after(Duration delay, Runnable job) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("the delay of a job is " + delay + ", expected zero or more");
        }
        return begin(job, delay, Duration.ZERO);
    }

    @Override
    public Job every(Duration period, Runnable job) {
        if (!period.isPositive()) {
            throw new IllegalArgumentException("the period of a job is " + period + ", expected more than zero");
        }
        return begin(job, period, period);
    }

    private LoopJob begin(Runnable task, Duration delay, Duration period) {
        LoopJob job = new LoopJob(loop, Thread::startVirtualThread, () -> run(task), period, jobs::remove);
        trace.posts(delay, period);
        jobs.add(job);
        job.begin(delay);
        if (isClosed()) {
            job.close();
        }
        return job;
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failure) { // the next run comes all the same
            LOGGER.log(ERROR, "API " + api.name() + ": a job failed", failure);
        }
    }

    @Override
    public String toString() {
        return "API " + api.name();
    }
}
