package afb4j.cli.binder;

import afb4j.cli.log.LogLevels;
import afb4j.cli.log.LogVerbosity;
import afb4j.cli.options.Options;
import afb4j.cli.options.UsageException;
import afb4j.core.BindingSpec;
import afb4j.core.CoreConfig;
import afb4j.core.Settings;
import afb4j.core.Visibility;
import afb4j.core.document.DocumentStore;
import afb4j.core.document.DocumentsApi;
import afb4j.core.event.EventConfig;
import afb4j.core.event.SlowListener;
import afb4j.core.security.PermissionPolicy;
import afb4j.core.session.SessionConfig;
import afb4j.protocol.ProtocolLimits;
import afb4j.server.Binder;
import afb4j.server.BinderBuilder;
import afb4j.server.BinderConfig;
import afb4j.server.BinderConfig.BrokenBinding;
import afb4j.server.BinderConfig.ImportSpec;
import afb4j.server.BinderConfig.StartCall;
import afb4j.store.FileSessionStore;
import afb4j.transport.Sockspec;
import afb4j.transport.TransportConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Maps the options of `afb4j binder` to a [BinderConfig] (R28, http-and-wsj1.md 7.2).
final class BinderOptions {

    static final String PROGRAM = "afb4j binder";

    private static final int MIN_MAX_MESSAGE_BYTES = ProtocolLimits.DEFAULT_MAX_MESSAGE_BYTES;
    private static final List<String> PRIVATE_PREFIXES = List.of("private:", "restricted:", "-");
    private static final String PUBLIC_PREFIX = "public:";

    private BinderOptions() {}

    static Options all() {
        return TraceOptions.addTo(HttpOptions.addTo(ofBinder()));
    }

    private static Options ofBinder() {
        return new Options(PROGRAM)
                .list(
                        "-b, --binding",
                        "[EXPORT]BINDING[:[UID:]CONFIG]",
                        "load a binding, by its name or as the path of a jar; CONFIG is a JSON file given to it")
                .list("--ws-server", "URI", "serve an API: unix:PATH, unix:@NAME, tcp:HOST:PORT/API or sd:NAME")
                .list(
                        "--ws-client",
                        "[EXPORT]URI",
                        "make the API that another binder serves at URI look local; private unless EXPORT is public:")
                .flag(
                        "--eager",
                        "keep the links of --ws-client open, again and again, instead of opening them for a call")
                .value(
                        "--wait-remotes",
                        "SECONDS",
                        "as --eager, and do not start before all links are open, nor without them after this time")
                .value("--ws-maxlen", "BYTES", "longest message, 1048500 by default and at least")
                .value("--apitimeout", "SECONDS", "time limit of a call, 20 by default, 0 for none")
                .list("-s, --set", "[API]/[KEY]:JSON", "set a value for an API, or for all if API is empty")
                .list("--call", "API/VERB:JSON", "call a verb at the end of the start, which fails if the call does")
                .value("--session-max", "COUNT", "most sessions at the same time, 200 by default")
                .value("--cntxtimeout", "SECONDS", "how long an unused session stays, 32000000 by default")
                .value("--token", "TOKEN", "the token that new sessions ask for; none by default")
                .value("--session-file", "FILE", "keep sessions, their tokens and values in this file over restarts")
                .value("--session-documents", "DIR", "serve the API documents, which keeps its documents here")
                .value("--permissions", "FILE", "the permission policy; without one all permissions are granted")
                .value(
                        "--slow-listeners",
                        "POLICY",
                        "what happens to who does not keep up with events: drop-oldest (default), coalesce, disconnect")
                .value("-n, --name", "NAME", "name of this binder")
                .flag("--validate", "answer invalid-request to arguments that do not fit the schema of their verb")
                .flag("--strict", "do not start if a binding does not work, instead of going on without it")
                .flag("-v, --verbose", "log one level more; twice also shows stack traces")
                .flag("-q, --quiet", "log one level less")
                .list(
                        "-l, --log",
                        "LEVELS",
                        "log these levels: error,warning,notice,info,debug; +x adds, -x removes, @x is all up to x")
                .flag("-V, --version", "print the version")
                .flag("-?, --help, --usage", "print this");
    }

    /// The levels to log. Of the options `-l` counts before `-v` and `-q`, wherever they stand.
    ///
    /// @throws IllegalArgumentException for an unknown level
    static LogLevels levels(Options.Parsed options, Map<String, String> environment) {
        LogLevels levels = LogLevels.DEFAULT.with(environment.getOrDefault("AFB_LOG", ""));
        for (String spec : options.list("-l")) {
            levels = levels.with(spec);
        }
        for (int i = options.count("-v"); i > 0; i--) {
            levels = levels.more();
        }
        for (int i = options.count("-q"); i > 0; i--) {
            levels = levels.less();
        }
        return levels;
    }

    /// The configuration.
    ///
    /// @throws UsageException when there are operands
    /// @throws IllegalArgumentException when a value is not right; the message is a sentence
    static BinderConfig config(Options.Parsed options, Map<String, String> environment) throws UsageException {
        if (!options.operands().isEmpty()) {
            throw new UsageException(
                    "too many arguments: '" + options.operands().getFirst() + "' belongs to no option");
        }
        BinderBuilder binder = Binder.builder()
                .name(options.value("-n", "afb4j"))
                .verbosity(new LogVerbosity())
                .brokenBinding(options.has("--strict") ? BrokenBinding.STOP : BrokenBinding.SKIP)
                .core(core(options, environment))
                .transport(transport(options, environment));
        options.list("-b").forEach(spec -> binder.binding(BindingSpec.parse(spec)));
        options.list("--ws-client").forEach(spec -> binder.remote(remote(options, spec)));
        options.list("--ws-server").forEach(binder::serve);
        HttpOptions.config(options, environment).ifPresent(binder::http);
        TraceOptions.tracer(options, environment).ifPresent(binder::tracer);
        options.list("--call").forEach(call -> binder.call(StartCall.parse(call)));
        if (options.has("--permissions")) {
            binder.permissions(PermissionPolicy.load(path(options, "--permissions")));
        }
        if (options.has("--session-documents")) {
            binder.api(DocumentsApi.of(DocumentStore.open(path(options, "--session-documents"))));
        }
        if (options.has("--wait-remotes")) {
            binder.remoteTimeout(
                    Duration.ofSeconds(Numbers.atLeast("--wait-remotes", options.value("--wait-remotes", ""), 1)));
        }
        if (options.has("--session-file")) { // last: it is open from then on
            binder.sessionStore(FileSessionStore.open(path(options, "--session-file")));
        }
        return binder.build();
    }

    private static Path path(Options.Parsed options, String option) {
        String path = options.value(option, "");
        if (path.isEmpty()) {
            throw new IllegalArgumentException("option " + option + " requires a path (found nothing)");
        }
        return Path.of(path);
    }

    private static CoreConfig core(Options.Parsed options, Map<String, String> environment) {
        String inherited = environment.getOrDefault("AFB_SET", "");
        Settings settings = inherited.isEmpty() ? Settings.NONE : Settings.NONE.with(inherited);
        for (String spec : options.list("-s")) {
            settings = settings.with(spec);
        }
        return CoreConfig.DEFAULT
                .withCallTimeout(callTimeout(options, environment))
                .withSessions(sessions(options))
                .withEvents(EventConfig.builder()
                        .slowListener(slowListener(options.value("--slow-listeners", "drop-oldest")))
                        .build())
                .withSettings(settings)
                .withValidation(options.has("--validate"));
    }

    private static SessionConfig sessions(Options.Parsed options) {
        SessionConfig sessions = SessionConfig.DEFAULT;
        if (options.has("--session-max")) {
            sessions = sessions.withMaxSessions(
                    Numbers.in("--session-max", options.value("--session-max", ""), 1, SessionConfig.MAX_SESSIONS));
        }
        if (options.has("--cntxtimeout")) {
            sessions = sessions.withTimeout(
                    Duration.ofSeconds(Numbers.atLeast("--cntxtimeout", options.value("--cntxtimeout", ""), 1)));
        }
        return options.has("--token") ? sessions.withInitialToken(token(options)) : sessions;
    }

    /// How long it is, not what it is: tokens do not belong in logs (R32).
    private static String token(Options.Parsed options) {
        String token = options.value("--token", "");
        if (token.length() > SessionConfig.MAX_TOKEN_LENGTH) {
            throw new IllegalArgumentException("option --token has " + token.length() + " characters, expected "
                    + SessionConfig.MAX_TOKEN_LENGTH + " at most");
        }
        return token;
    }

    private static SlowListener slowListener(String policy) {
        return switch (policy) {
            case "drop-oldest" -> SlowListener.DROP_OLDEST;
            case "coalesce" -> SlowListener.COALESCE;
            case "disconnect" -> SlowListener.DISCONNECT;
            default ->
                throw new IllegalArgumentException(
                        "option --slow-listeners requires drop-oldest, coalesce or disconnect (found " + policy + ")");
        };
    }

    private static Duration callTimeout(Options.Parsed options, Map<String, String> environment) {
        String otherwise = environment.getOrDefault("AFB_APITIMEOUT", "20");
        return Duration.ofSeconds(Numbers.atLeast("--apitimeout", options.value("--apitimeout", otherwise), 0));
    }

    private static TransportConfig transport(Options.Parsed options, Map<String, String> environment) {
        int asked = Numbers.atLeast("--ws-maxlen", options.value("--ws-maxlen", "" + MIN_MAX_MESSAGE_BYTES), 1);
        return TransportConfig.builder()
                .limits(ProtocolLimits.builder()
                        .maxMessageBytes(Math.max(asked, MIN_MAX_MESSAGE_BYTES))
                        .build())
                .inheritedSockets(InheritedSockets.of(environment))
                .build();
    }

    private static ImportSpec remote(Options.Parsed options, String spec) {
        String prefix = PRIVATE_PREFIXES.stream()
                .filter(spec::startsWith)
                .findFirst()
                .orElse(spec.startsWith(PUBLIC_PREFIX) ? PUBLIC_PREFIX : "");
        Sockspec remote = Sockspec.parse(spec.substring(prefix.length()), Sockspec.Role.CLIENT);
        Visibility visibility = prefix.equals(PUBLIC_PREFIX) ? Visibility.PUBLIC : Visibility.PRIVATE;
        if (options.has("--wait-remotes")) {
            return ImportSpec.eager(remote, visibility).asRequired();
        }
        return options.has("--eager") ? ImportSpec.eager(remote, visibility) : ImportSpec.lazy(remote, visibility);
    }
}
