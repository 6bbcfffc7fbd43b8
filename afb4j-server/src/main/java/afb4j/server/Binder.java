package afb4j.server;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.BinderException;
import afb4j.api.Reply;
import afb4j.core.ApiSet;
import afb4j.core.BinderCore;
import afb4j.core.BindingException;
import afb4j.core.BindingLoader;
import afb4j.core.BindingSpec;
import afb4j.core.LoadedBinding;
import afb4j.core.Visibility;
import afb4j.core.monitor.MonitorApi;
import afb4j.core.security.PermissionChecker;
import afb4j.server.http.Route;
import afb4j.server.metrics.MonitorRoutes;
import afb4j.server.metrics.Readiness;
import afb4j.server.rpc.ApiExport;
import afb4j.server.rpc.ApiImport;
import afb4j.transport.Address;
import afb4j.transport.Listener;
import afb4j.transport.Sockspec;
import afb4j.transport.netty.NettyNetwork;
import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;

/// A running binder: its APIs, the sockets they are served at, the links to other binders.
///
/// ```java
/// try (Binder binder = Binder.builder().api(radio).serve("unix:/run/afb/radio").start()) {
///     ...
/// }
/// ```
///
/// Each binder has the API `monitor`.
///
/// **Start** is: APIs and bindings, then remote APIs, then the start steps of APIs, then listening, then
/// start-up calls; whatever fails undoes what was done and is thrown. **Stop** is: stop accepting, refuse new
/// calls with `disconnected`, give running ones the stop time limit, run the stop steps of APIs, close the
/// connections, end the threads. All methods may be called from any thread but event loops.
@ThreadSafe
@SuppressWarnings("Immutable")
public final class Binder implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(Binder.class.getName());
    private static final Duration HANGUP_TIMEOUT = Duration.ofSeconds(2);

    private final BinderConfig config;
    private final NettyNetwork network;
    private final BinderCore core;
    private final List<ApiImport> imports = new ArrayList<>();
    private final List<ApiExport> exports = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final Readiness readiness;
    private final Optional<WebServer> web;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean exiting = new AtomicBoolean();
    private final CompletableFuture<Integer> exited = new CompletableFuture<>();

    private Binder(BinderConfig config) {
        this.config = config;
        this.network = NettyNetwork.open(config.transport());
        this.core = new BinderCore(
                config.name(), config.core(), config.permissions(), config.sessionStore(), network::loop);
        config.tracers().forEach(core.tracing()::add);
        this.readiness = new Readiness(core);
        List<Route> watched = MonitorRoutes.of(core, readiness, policy(config));
        this.web = config.http().map(http -> new WebServer(network, core, http, watched));
    }

    private static Optional<PermissionChecker> policy(BinderConfig config) {
        return Optional.of(config.permissions()).filter(checker -> !(checker instanceof DefaultPermissions));
    }

    /// Begins a binder.
    public static BinderBuilder builder() {
        return new BinderBuilder();
    }

    /// Starts a binder. Blocks until it listens.
    ///
    /// @throws BinderException when it can't start; the message is a sentence for the operator
    public static Binder start(BinderConfig config) {
        Binder binder = new Binder(config);
        try {
            binder.start();
        } catch (RuntimeException | Error cause) {
            binder.close();
            throw cause;
        }
        return binder;
    }

    private void start() {
        StartUp.run(network.sequencers(), new Steps(), config.remoteTimeout());
        readiness.started();
        LOGGER.log(
                INFO,
                "binder {0} is ready: {1}",
                config.name(),
                core.apis().entries().stream().map(ApiSet.Entry::name).toList());
    }

    /// What the steps of the start do.
    private final class Steps implements StartUp.Work {

        @Override
        public void loadBindings() {
            core.add(MonitorApi.of(core, config.verbosity()), Visibility.PUBLIC);
            config.apis().forEach(spec -> core.add(spec.api(), spec.visibility()));
            config.bindings().forEach(Binder.this::load);
        }

        @Override
        public List<ApiImport> openRemotes() {
            List<ApiImport> required = new ArrayList<>();
            for (BinderConfig.ImportSpec spec : config.imports()) {
                ApiImport remote = connect(spec);
                if (spec.required()) {
                    required.add(remote);
                }
            }
            return required;
        }

        @Override
        public void startApis() {
            core.start();
        }

        @Override
        public void listen() {
            config.exports().forEach(Binder.this::listen);
            web.ifPresent(WebServer::listen);
        }

        @Override
        public void call() {
            config.calls().forEach(Binder.this::call);
        }
    }

    private void call(BinderConfig.StartCall call) {
        Reply reply = core.call(call.api(), call.verb(), call.argument());
        String what = "start-up call " + call.api() + "/" + call.verb();
        if (!reply.status().isSuccess()) {
            throw new BinderException(what + " failed: " + reply.status());
        }
        LOGGER.log(INFO, "{0}: {1}", what, reply.status());
    }

    private void load(BindingSpec spec) {
        LoadedBinding loaded;
        try {
            loaded = new BindingLoader(config.name(), this::exit).load(spec);
        } catch (BindingException failure) {
            if (!failure.isBroken() || config.brokenBinding() == BinderConfig.BrokenBinding.STOP) {
                throw failure;
            }
            LOGGER.log(ERROR, "the binder goes on without a binding: " + failure.getMessage(), failure);
            return;
        }
        loaded.apis().forEach(api -> core.add(api, spec.visibility(), loaded.settings()));
        LOGGER.log(INFO, "binding {0} brings {1}", spec.location(), loaded.apis());
    }

    private ApiImport connect(BinderConfig.ImportSpec spec) {
        ApiImport remote = new ApiImport(spec.api(), core, network, spec.link(), spec.required());
        imports.add(remote);
        core.apis().add(spec.api(), remote, spec.visibility());
        return remote;
    }

    private void listen(Sockspec spec) {
        if (core.apis().find(spec.api()).isEmpty()) {
            throw new BinderException("cannot serve " + spec + ": there is no API " + spec.api() + ", there are "
                    + core.apis().entries().stream().map(ApiSet.Entry::name).toList());
        }
        ApiExport export = new ApiExport(spec.api(), core, network.config());
        Listener listener = network.listen(spec.address(), export::accept);
        exports.add(export);
        listeners.add(listener);
        LOGGER.log(INFO, "API {0} is served at {1}", spec.api(), listener.address());
    }

    /// The APIs of this binder, which may be added to and removed from while it runs.
    public ApiSet apis() {
        return core.apis();
    }

    /// The binder without its sockets: sessions, events, and APIs to add and remove while it runs.
    public BinderCore core() {
        return core;
    }

    /// Where this binder listens, in the order of the configuration, with the real ports.
    public List<Address> addresses() {
        return listeners.stream().map(Listener::address).toList();
    }

    /// Where this binder listens for HTTP, in the order of the configuration, with the real ports.
    public List<Address> httpAddresses() {
        return web.map(WebServer::addresses).orElse(List.of());
    }

    /// The configuration it was started with.
    public BinderConfig config() {
        return config;
    }

    /// Completes when a binding has asked to exit (`BindingContext.exit`) and the binder has stopped for it,
    /// with the code asked for. A program whose only purpose is the binder waits for it and ends with that
    /// code.
    public CompletionStage<Integer> exited() {
        return exited.minimalCompletionStage();
    }

    private void exit(int code) {
        if (exiting.compareAndSet(false, true)) {
            LOGGER.log(INFO, "a binding asks binder {0} to exit with {1}", config.name(), code);
            Thread.ofVirtual().name("afb4j-exit").start(() -> {
                close();
                exited.complete(code);
            });
        }
    }

    /// Stops the binder, in the order given above. Blocks until it is done; idempotent.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        readiness.stopping();
        listeners.forEach(Listener::close);
        web.ifPresent(WebServer::closeListeners);
        if (!await(parts(ApiExport::drain, WebServer::drain), config.stopTimeout())) {
            LOGGER.log(WARNING, "calls still ran after {0}: their clients see a hangup", config.stopTimeout());
        }
        core.stop();
        core.sessions().close(); // before the connections, whose end would be the end of their sessions
        if (!await(parts(ApiExport::close, WebServer::close), HANGUP_TIMEOUT)) {
            LOGGER.log(WARNING, "connections did not close within {0}", HANGUP_TIMEOUT);
        }
        core.close(); // after them: a binder that stops does not say that its events are no more
        imports.forEach(ApiImport::close);
        config.sessionStore().close();
        network.close();
        LOGGER.log(INFO, "binder {0} has stopped", config.name());
    }

    /// What all that serve clients do about their end.
    private Stream<CompletableFuture<Void>> parts(
            Function<ApiExport, CompletableFuture<Void>> ofExport, Function<WebServer, CompletableFuture<Void>> ofWeb) {
        return Stream.concat(exports.stream().map(ofExport), web.stream().map(ofWeb));
    }

    private static boolean await(Stream<CompletableFuture<Void>> futures, Duration limit) {
        try {
            CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new))
                    .get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException _) {
            return false; // the caller says what it means
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
