package afb4j.server;

import afb4j.api.Api;
import afb4j.api.BinderException;
import afb4j.core.BindingSpec;
import afb4j.core.CoreConfig;
import afb4j.core.Visibility;
import afb4j.core.monitor.Verbosity;
import afb4j.core.security.PermissionChecker;
import afb4j.core.session.SessionStore;
import afb4j.core.trace.Tracer;
import afb4j.server.BinderConfig.BrokenBinding;
import afb4j.server.BinderConfig.ImportSpec;
import afb4j.server.BinderConfig.LocalApiSpec;
import afb4j.server.BinderConfig.StartCall;
import afb4j.server.http.config.HttpConfig;
import afb4j.transport.Sockspec;
import afb4j.transport.TransportConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Collects what a binder is made of. Whatever the command line can do, this can do. Not thread-safe.
public final class BinderBuilder {

    private String name = "afb4j";
    private final List<LocalApiSpec> apis = new ArrayList<>();
    private final List<BindingSpec> bindings = new ArrayList<>();
    private BrokenBinding brokenBinding = BrokenBinding.SKIP;
    private final List<ImportSpec> imports = new ArrayList<>();
    private final List<Sockspec> exports = new ArrayList<>();
    private @Nullable HttpConfig http;
    private final List<StartCall> calls = new ArrayList<>();
    private CoreConfig core = CoreConfig.DEFAULT;
    private PermissionChecker permissions = new DefaultPermissions();
    private SessionStore sessionStore = SessionStore.inMemory();
    private TransportConfig transport = TransportConfig.DEFAULT;
    private final List<Tracer> tracers = new ArrayList<>();
    private Verbosity verbosity = Verbosity.remembered(Verbosity.Level.NOTICE);
    private Duration remoteTimeout = BinderConfig.DEFAULT_REMOTE_TIMEOUT;
    private Duration stopTimeout = BinderConfig.DEFAULT_STOP_TIMEOUT;

    BinderBuilder() {}

    /// The name of the binder. Default `afb4j`.
    public BinderBuilder name(String binderName) {
        name = binderName;
        return this;
    }

    /// Adds an API that everybody may call.
    public BinderBuilder api(Api api) {
        return api(api, Visibility.PUBLIC);
    }

    /// Adds an API.
    public BinderBuilder api(Api api, Visibility visibility) {
        apis.add(new LocalApiSpec(api, visibility));
        return this;
    }

    /// Adds a binding to load.
    public BinderBuilder binding(BindingSpec spec) {
        bindings.add(spec);
        return this;
    }

    /// What to do about a binding that is there but does not work. Default [BrokenBinding#SKIP].
    public BinderBuilder brokenBinding(BrokenBinding reaction) {
        brokenBinding = reaction;
        return this;
    }

    /// Makes a remote API look local (`--ws-client`), for the APIs of this binder and the sockets that export
    /// it.
    ///
    /// @throws IllegalArgumentException for a bad socket specification
    public BinderBuilder remote(String sockspec) {
        return remote(Sockspec.parse(sockspec, Sockspec.Role.CLIENT), Visibility.PRIVATE);
    }

    /// Makes a remote API look local, connected to when it is called.
    public BinderBuilder remote(Sockspec remote, Visibility visibility) {
        return remote(ImportSpec.lazy(remote, visibility));
    }

    /// Makes a remote API look local, with all there is to say about the link.
    public BinderBuilder remote(ImportSpec spec) {
        imports.add(spec);
        return this;
    }

    /// How long the start waits for required remote APIs. Default 10 s.
    public BinderBuilder remoteTimeout(Duration timeout) {
        remoteTimeout = timeout;
        return this;
    }

    /// Serves an API at a socket (`--ws-server`).
    ///
    /// @throws IllegalArgumentException for a bad socket specification
    public BinderBuilder serve(String sockspec) {
        return serve(Sockspec.parse(sockspec, Sockspec.Role.SERVER));
    }

    /// Serves an API at a socket.
    public BinderBuilder serve(Sockspec spec) {
        exports.add(spec);
        return this;
    }

    /// Serves the public APIs by HTTP and to browsers. Default: not.
    public BinderBuilder http(HttpConfig config) {
        http = config;
        return this;
    }

    /// A call to make at the end of the start (`--call`); a failure ends the binder.
    public BinderBuilder call(StartCall call) {
        calls.add(call);
        return this;
    }

    /// Who may do what. Default: everybody may do everything ([PermissionChecker#allowAll()]), but a client
    /// whose process is not known, as over TCP, may not speak for others (W-61).
    public BinderBuilder permissions(PermissionChecker checker) {
        permissions = checker;
        return this;
    }

    /// Where sessions survive a restart. Default: they don't.
    public BinderBuilder sessionStore(SessionStore store) {
        sessionStore = store;
        return this;
    }

    /// Limits of calls, sessions and events.
    public BinderBuilder core(CoreConfig config) {
        core = config;
        return this;
    }

    /// Limits of connections.
    public BinderBuilder transport(TransportConfig config) {
        transport = config;
        return this;
    }

    /// Adds somebody who is told what happens, from the start on.
    public BinderBuilder tracer(Tracer tracer) {
        tracers.add(tracer);
        return this;
    }

    /// How much is logged, read and changed by the API `monitor`. Default: levels are kept, and change nothing,
    /// because the log belongs to the program.
    public BinderBuilder verbosity(Verbosity log) {
        verbosity = log;
        return this;
    }

    /// How long running calls may take when the binder stops. Default 5 s.
    public BinderBuilder stopTimeout(Duration timeout) {
        stopTimeout = timeout;
        return this;
    }

    /// The configuration.
    ///
    /// @throws IllegalArgumentException when a value is out of range
    public BinderConfig build() {
        return new BinderConfig(
                name,
                apis,
                bindings,
                brokenBinding,
                imports,
                exports,
                Optional.ofNullable(http),
                calls,
                core,
                permissions,
                sessionStore,
                transport,
                verbosity,
                tracers,
                remoteTimeout,
                stopTimeout);
    }

    /// Starts the binder.
    ///
    /// @throws BinderException when it can't start
    public Binder start() {
        return Binder.start(build());
    }
}
