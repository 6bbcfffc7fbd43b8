package afb4j.server;

import afb4j.api.Api;
import afb4j.core.BindingSpec;
import afb4j.core.CoreConfig;
import afb4j.core.Visibility;
import afb4j.transport.Sockspec;
import afb4j.transport.TransportConfig;
import java.time.Duration;
import java.util.List;

/// All that makes a [Binder]: what the command line says, as a value.
///
/// @param name the name of the binder, for logs and bindings
/// @param apis APIs made by the embedding program
/// @param bindings bindings to load
/// @param brokenBinding what to do about a binding that is there but does not work
/// @param imports remote APIs (`--ws-client`)
/// @param exports sockets at which APIs are served (`--ws-server`)
/// @param core limits of calls
/// @param transport limits of connections
/// @param stopTimeout how long running calls may take when the binder stops
public record BinderConfig(
        String name,
        List<LocalApiSpec> apis,
        List<BindingSpec> bindings,
        BrokenBinding brokenBinding,
        List<ImportSpec> imports,
        List<Sockspec> exports,
        CoreConfig core,
        TransportConfig transport,
        Duration stopTimeout) {

    /// Time that running calls get when a binder stops, unless another is set.
    public static final Duration DEFAULT_STOP_TIMEOUT = Duration.ofSeconds(5);

    /// Copies the lists and refuses what is out of range.
    public BinderConfig {
        apis = List.copyOf(apis);
        bindings = List.copyOf(bindings);
        imports = List.copyOf(imports);
        exports = List.copyOf(exports);
        if (stopTimeout.isNegative()) {
            throw new IllegalArgumentException("stopTimeout is " + stopTimeout + ", expected zero or more");
        }
    }

    /// An API of the embedding program.
    public record LocalApiSpec(Api api, Visibility visibility) {}

    /// A remote API.
    public record ImportSpec(Sockspec remote, Visibility visibility) {}

    /// What to do about a binding that is there but does not work.
    public enum BrokenBinding {
        /// Log why, and go on without it.
        SKIP,
        /// Do not start.
        STOP
    }
}
