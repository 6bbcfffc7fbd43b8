package afb4j.cli.binder;

import afb4j.cli.options.Options;
import afb4j.server.http.config.HttpConfig;
import afb4j.server.http.config.HttpConfig.Alias;
import afb4j.server.http.config.HttpConfig.Console;
import afb4j.server.http.config.TlsFiles;
import afb4j.transport.Sockspec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Maps the options about HTTP to an [HttpConfig] (R28, http-and-wsj1.md 7.2).
final class HttpOptions {

    private static final int MAX_PORT = 65_535;

    private HttpOptions() {}

    static Options addTo(Options options) {
        return options.value(
                        "-p, --port",
                        "PORT",
                        "serve HTTP at this port of this machine, 1234 if nothing is said, 0 for any free one")
                .list(
                        "-i, --interface",
                        "URI",
                        "serve HTTP here: tcp:HOST:PORT (tcp:*:PORT lets other machines in), unix:PATH, unix:@NAME, sd:NAME")
                .flag("--no-httpd", "no HTTP, unless -p or -i say where")
                .value("--rootapi", "PATH", "where calls and the websocket are, /api by default")
                .value("--rootbase", "PATH", "where one-page applications are, /opa by default")
                .value("--roothttp", "DIR", "serve the files of this folder")
                .list("--alias", "/PATH:DIR", "serve the files of this folder under a path of its own")
                .value(
                        "-u, --uploaddir",
                        "DIR",
                        "where the files of forms are kept during a call, the working folder by default")
                .value("--cache-eol", "SECONDS", "how long browsers may keep files, 100000 by default")
                .list("--origin", "ORIGIN", "let pages of this origin call too, as https://example.org; * for all")
                .flag("--https", "speak HTTPS")
                .value("--https-cert", "FILE", "the certificate, with its chain, as PEM; cert.pem by default")
                .value("--https-key", "FILE", "its private key, as PEM; key.pem by default")
                .value("--console", "WHO", "who sees the console at /console: local (default), all, off");
    }

    /// The configuration of the HTTP server; empty if there is none.
    ///
    /// @throws IllegalArgumentException when a value is not right; the message is a sentence
    static Optional<HttpConfig> config(Options.Parsed options, Map<String, String> environment) {
        Optional<String> port =
                Optional.ofNullable(environment.get("AFB_SET_PORT")).filter(text -> !text.isEmpty());
        port = options.has("-p") ? Optional.of(options.value("-p", "")) : port;
        boolean isServed = port.isPresent() || options.has("-i") || !options.has("--no-httpd");
        if (!isServed) {
            return Optional.empty();
        }
        HttpConfig.Builder http = HttpConfig.builder();
        options.list("-i").forEach(uri -> http.listen(Sockspec.parseAddress(uri, Sockspec.Role.SERVER)));
        port.ifPresent(text -> http.port(Numbers.in("--port", text, 0, MAX_PORT)));
        http.rootApi(options.value("--rootapi", "/api"))
                .rootBase(options.value("--rootbase", "/opa"))
                .uploadDir(Path.of(options.value("-u", ".")))
                .cacheAge(cacheAge(options))
                .console(console(options.value("--console", "local")));
        if (options.has("--roothttp")) {
            http.rootHttp(Path.of(options.value("--roothttp", "")));
        }
        options.list("--alias").forEach(alias -> http.alias(Alias.parse(alias)));
        options.list("--origin").forEach(http::origin);
        tls(options, environment).ifPresent(http::tls);
        return Optional.of(http.build());
    }

    private static Duration cacheAge(Options.Parsed options) {
        String seconds = options.value("--cache-eol", "" + HttpConfig.DEFAULT_CACHE_AGE.toSeconds());
        return Duration.ofSeconds(Numbers.atLeast("--cache-eol", seconds, 0));
    }

    private static Console console(String who) {
        return switch (who) {
            case "local" -> Console.LOOPBACK;
            case "all" -> Console.EVERYBODY;
            case "off" -> Console.OFF;
            default ->
                throw new IllegalArgumentException("option --console requires local, all or off (found " + who + ")");
        };
    }

    private static Optional<TlsFiles> tls(Options.Parsed options, Map<String, String> environment) {
        if (!options.has("--https") && !Boolean.parseBoolean(environment.getOrDefault("AFB_HTTPS", ""))) {
            return Optional.empty();
        }
        return Optional.of(new TlsFiles(pem(options, environment, "cert"), pem(options, environment, "key")));
    }

    /// The option, else the environment, else the name after a prefix (http-and-wsj1.md 7.2, 7.4).
    private static Path pem(Options.Parsed options, Map<String, String> environment, String kind) {
        String name = kind.toUpperCase(java.util.Locale.ROOT);
        String otherwise = environment.getOrDefault("AFB_HTTPS_PREFIX", "") + kind + ".pem";
        String inherited =
                environment.getOrDefault("AFB_HTTPS_" + name, environment.getOrDefault("AFB_TLS_" + name, otherwise));
        return Path.of(options.value("--https-" + kind, inherited));
    }
}
