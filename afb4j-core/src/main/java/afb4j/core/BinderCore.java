package afb4j.core;

import afb4j.api.Api;
import afb4j.api.BinderException;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.core.event.EventHub;
import afb4j.core.metrics.ApiStatistics;
import afb4j.core.metrics.CallStatistics;
import afb4j.core.metrics.ConnectionRegistry;
import afb4j.core.metrics.LinkRegistry;
import afb4j.core.schema.ArgumentCheck;
import afb4j.core.security.PermissionChecker;
import afb4j.core.session.LiveSession;
import afb4j.core.session.SessionStore;
import afb4j.core.session.SessionTable;
import afb4j.core.trace.Tracing;
import afb4j.sequencer.Loop;
import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A binder without sockets: its APIs with their sessions, events and permissions, and the way of calls among
/// them. Everything that brings calls from outside (sockets, browsers, a test) stands beside it.
///
/// **Start** runs the start steps of the APIs, each after those it requires, else in alphabetical order
/// (http-and-wsj1.md 8.2); one that was added later is started at once. **Stop** closes the APIs in the
/// reverse order, then sessions.
@ThreadSafe
@SuppressWarnings("Immutable")
public final class BinderCore implements AutoCloseable {

    private final String name;
    private final CoreConfig config;
    private final Settings settings;
    private final Supplier<Loop> loops;
    private final ApiSet apis = new ApiSet();
    private final VerbRunner runner;
    private final Dispatcher dispatcher;
    private final EventHub events;
    private final SessionTable sessions;
    private final ConnectionRegistry connections = new ConnectionRegistry();
    private final LinkRegistry links = new LinkRegistry();

    @GuardedBy("this")
    private final Map<String, Local> locals = new TreeMap<>();

    @GuardedBy("this")
    private final List<RunningApi> started = new ArrayList<>();

    @GuardedBy("this")
    private boolean isStarted;

    @GuardedBy("this")
    private @Nullable LiveSession common;

    private record Local(Api api, RunningApi running) {}

    /// A binder called `name` with these parts; `loops` gives the next loop for something new that needs one.
    public BinderCore(
            String name, CoreConfig config, PermissionChecker permissions, SessionStore store, Supplier<Loop> loops) {
        this.name = name;
        this.config = config;
        this.settings = config.settings();
        this.loops = loops;
        runner = new VerbRunner(config);
        dispatcher = new Dispatcher(apis, permissions, config.callTimeout());
        events = new EventHub(config.events(), loops.get()::nanoTime, dispatcher.tracing());
        sessions = SessionTable.open(config.sessions(), store, loops.get());
        sessions.observe(new SessionTrace(dispatcher.tracing()));
    }

    public String name() {
        return name;
    }

    public CoreConfig config() {
        return config;
    }

    /// The APIs, which may be added to and removed from at any time.
    public ApiSet apis() {
        return apis;
    }

    public Dispatcher dispatcher() {
        return dispatcher;
    }

    public EventHub events() {
        return events;
    }

    public SessionTable sessions() {
        return sessions;
    }

    /// Who traces what happens here.
    public Tracing tracing() {
        return dispatcher.tracing();
    }

    /// What is counted of calls.
    public CallStatistics statistics() {
        return dispatcher.statistics();
    }

    /// The open connections, whatever is spoken there.
    public ConnectionRegistry connections() {
        return connections;
    }

    /// The links to other binders.
    public LinkRegistry links() {
        return links;
    }

    /// How many calls wait for a place to run in, of the binder or of their API.
    public int waiting() {
        int ofApis = apis.entries().stream()
                .filter(entry -> !entry.isAlias())
                .mapToInt(entry -> entry.target() instanceof LocalApi local ? local.waiting() : 0)
                .sum();
        return runner.waiting() + ofApis;
    }

    /// Who may do what.
    public PermissionChecker permissions() {
        return dispatcher.permissions();
    }

    Loop loop() {
        return loops.get();
    }

    /// Calls as the binder itself and waits for the reply. Not on an event loop.
    public Reply call(String api, String verb, @Nullable Object argument) {
        Loop loop = loops.get();
        return InnerCall.await(loop, new BinderCall(this, loop, new CallTarget(api, verb, argument)).start(dispatcher));
    }

    /// The session that APIs share for calls of their own.
    synchronized LiveSession commonSession() {
        if (common == null || !common.isOpen()) {
            common = NoSessionException.orThrow(sessions.create());
        }
        return common;
    }

    /// Adds an API of this process with its aliases, and starts it if the binder has started. Blocks as long
    /// as its start step.
    ///
    /// @throws NameTakenException when a name is in use
    /// @throws BinderException when it cannot start, or arguments are validated and a schema is of no use
    public void add(Api api, Visibility visibility) {
        add(api, visibility, Map.of());
    }

    /// As [#add(Api, Visibility)]; `further` settings lie above those that the configuration has for it.
    public synchronized void add(Api api, Visibility visibility, Map<String, Json> further) {
        RunningApi running = new RunningApi(api, this, settings.of(api.name(), further));
        ApiStatistics counted = statistics().of(api.name());
        apis.add(api.name(), new LocalApi(served(api), running, runner, counted), visibility);
        statistics().add(counted);
        api.aliases().forEach(alias -> apis.alias(alias, api.name()));
        locals.put(api.name(), new Local(api, running));
        if (isStarted) {
            start(api.name(), new LinkedHashSet<>());
        }
    }

    private Api served(Api api) {
        return config.validate() ? api.mapVerbs(verb -> ArgumentCheck.checked(api.name(), verb)) : api;
    }

    /// Starts the APIs. Blocks as long as their start steps.
    ///
    /// @throws BinderException when one cannot start, or requires what is not there; those before stay
    ///     started
    public synchronized void start() {
        isStarted = true;
        for (String api : List.copyOf(locals.keySet())) {
            start(api, new LinkedHashSet<>());
        }
    }

    /// Starts `api` after those it requires. `waiting` are those that wait for it.
    @GuardedBy("this")
    private void start(String api, Set<String> waiting) {
        Local local = locals.get(api);
        if (local == null || started.contains(local.running())) {
            return;
        }
        if (!waiting.add(api)) {
            throw new BinderException("APIs require each other in a circle: " + waiting);
        }
        for (String required : local.api().requires()) {
            String original = apis.find(required)
                    .orElseThrow(() -> new BinderException("API " + api + " requires the API " + required
                            + ", which is not there: load its binding, or connect to it with --ws-client"))
                    .original();
            start(original, waiting);
        }
        waiting.remove(api);
        local.running().start();
        started.add(local.running());
    }

    /// Runs the stop steps of the APIs, in the reverse order of their start; from now on they take no calls.
    /// Blocks as long as these steps. Idempotent.
    public void stop() {
        started().reversed().forEach(RunningApi::stop);
    }

    private synchronized List<RunningApi> started() {
        return List.copyOf(started);
    }

    /// Stops the APIs, and ends what they have begun, then sessions. Idempotent; calls that still run are
    /// answered as ever.
    @Override
    public void close() {
        stop();
        started().reversed().forEach(RunningApi::close);
        releaseCommonSession();
        sessions.close();
    }

    private synchronized void releaseCommonSession() {
        if (common != null) {
            common.release();
            common = null;
        }
    }
}
