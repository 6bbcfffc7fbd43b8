package afb4j.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import afb4j.api.Api;
import afb4j.api.Json;
import afb4j.core.BindingSpec;
import afb4j.core.CoreConfig;
import afb4j.core.Visibility;
import afb4j.core.monitor.Verbosity;
import afb4j.core.security.PermissionChecker;
import afb4j.core.session.SessionStore;
import afb4j.core.trace.Tracer;
import afb4j.server.http.config.HttpConfig;
import afb4j.transport.Sockspec;
import afb4j.transport.TransportConfig;
import afb4j.transport.link.LinkConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// All that makes a [Binder]: what the command line says, as a value.
///
/// @param name the name of the binder, for logs and bindings
/// @param apis APIs made by the embedding program
/// @param bindings bindings to load
/// @param brokenBinding what to do about a binding that is there but does not work
/// @param imports remote APIs (`--ws-client`)
/// @param exports sockets at which APIs are served (`--ws-server`)
/// @param http the HTTP server, if there is one
/// @param calls calls to make at the end of the start, one after the other (`--call`)
/// @param core limits of calls, sessions and events
/// @param permissions who may do what
/// @param sessionStore where sessions survive; the binder closes it
/// @param transport limits of connections
/// @param verbosity how much is logged, for the API `monitor`
/// @param tracers who is told what happens, from the start on (`--tracereq` and its like)
/// @param remoteTimeout how long the start waits for required remote APIs
/// @param stopTimeout how long running calls may take when the binder stops
public record BinderConfig(
        String name,
        List<LocalApiSpec> apis,
        List<BindingSpec> bindings,
        BrokenBinding brokenBinding,
        List<ImportSpec> imports,
        List<Sockspec> exports,
        Optional<HttpConfig> http,
        List<StartCall> calls,
        CoreConfig core,
        PermissionChecker permissions,
        SessionStore sessionStore,
        TransportConfig transport,
        Verbosity verbosity,
        List<Tracer> tracers,
        Duration remoteTimeout,
        Duration stopTimeout) {

    /// Time that running calls get when a binder stops, unless another is set.
    public static final Duration DEFAULT_STOP_TIMEOUT = Duration.ofSeconds(5);

    /// Time that a binder waits for required remote APIs, unless another is set.
    public static final Duration DEFAULT_REMOTE_TIMEOUT = Duration.ofSeconds(10);

    /// Copies the lists and refuses what is out of range.
    public BinderConfig {
        apis = List.copyOf(apis);
        bindings = List.copyOf(bindings);
        imports = List.copyOf(imports);
        exports = List.copyOf(exports);
        calls = List.copyOf(calls);
        tracers = List.copyOf(tracers);
        if (!remoteTimeout.isPositive()) {
            throw new IllegalArgumentException("remoteTimeout is " + remoteTimeout + ", expected more than zero");
        }
        if (stopTimeout.isNegative()) {
            throw new IllegalArgumentException("stopTimeout is " + stopTimeout + ", expected zero or more");
        }
    }

    /// An API of the embedding program.
    public record LocalApiSpec(Api api, Visibility visibility) {}

    /// A remote API.
    ///
    /// @param api its name here
    /// @param link where it is, and how the link to it is kept
    /// @param visibility who may call it
    /// @param required whether the binder does not start without it
    public record ImportSpec(String api, LinkConfig link, Visibility visibility, boolean required) {

        /// An API that is connected to when it is called (W-99), and need not be there at the start.
        public static ImportSpec lazy(Sockspec remote, Visibility visibility) {
            return new ImportSpec(remote.api(), LinkConfig.lazy(remote.api(), remote.address()), visibility, false);
        }

        /// An API whose link heals by itself.
        public static ImportSpec eager(Sockspec remote, Visibility visibility) {
            return new ImportSpec(remote.api(), LinkConfig.eager(remote.api(), remote.address()), visibility, false);
        }

        /// The same, without which the binder does not start.
        public ImportSpec asRequired() {
            return new ImportSpec(api, link, visibility, true);
        }
    }

    /// A call to make at the end of the start; a failure ends the binder.
    public record StartCall(String api, String verb, Json argument) {

        private static final Pattern FORM = Pattern.compile("([^/:]+)/([^:]+):(.*)", Pattern.DOTALL);

        /// Reads `API/VERB:JSON`; a JSON that does not parse is a text.
        ///
        /// @throws IllegalArgumentException when it has another form
        public static StartCall parse(String text) {
            Matcher parts = FORM.matcher(text);
            if (!parts.matches()) {
                throw new IllegalArgumentException("cannot call " + text + ": expected API/VERB:JSON");
            }
            return new StartCall(
                    parts.group(1), parts.group(2), Json.received(parts.group(3).getBytes(UTF_8)));
        }
    }

    /// What to do about a binding that is there but does not work.
    public enum BrokenBinding {
        /// Log why, and go on without it.
        SKIP,
        /// Do not start.
        STOP
    }
}
