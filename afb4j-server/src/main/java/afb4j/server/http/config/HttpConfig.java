package afb4j.server.http.config;

import afb4j.transport.Address;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the HTTP server of a binder listens at, serves and allows (http-and-wsj1.md 1, 5, 7.2).
///
/// @param interfaces where it listens (`-p`, `-i`), from 1; the port of the first one names the cookie with
///     the session (2.1)
/// @param rootApi prefix of calls and of the websocket (`--rootapi`)
/// @param rootBase prefix of one-page applications (`--rootbase`)
/// @param rootHttp folder of the files that are served, if any (`--roothttp`)
/// @param aliases further folders (`--alias`)
/// @param uploadDir folder of the files of forms (`--uploaddir`)
/// @param cacheAge how long clients may keep files (`--cache-eol`)
/// @param origins further origins whose pages may use this binder, as `https://example.org`; `*` for all
/// @param tls certificate and key, if it speaks HTTPS (`--https`)
/// @param console who sees the console
/// @param limits of connections and requests
public record HttpConfig(
        List<Address> interfaces,
        String rootApi,
        String rootBase,
        Optional<Path> rootHttp,
        List<Alias> aliases,
        Path uploadDir,
        Duration cacheAge,
        List<String> origins,
        Optional<TlsFiles> tls,
        Console console,
        HttpLimits limits) {

    /// The port of binders, unless another is set.
    public static final int DEFAULT_PORT = 1234;

    /// The host that is listened at, unless another is set: this machine only.
    public static final String DEFAULT_HOST = "localhost";

    /// How long clients may keep files, unless another time is set.
    public static final Duration DEFAULT_CACHE_AGE = Duration.ofSeconds(100_000);

    private static final Duration MAX_CACHE_AGE = Duration.ofSeconds(Integer.MAX_VALUE);

    /// Copies the lists and refuses what is out of range.
    public HttpConfig {
        interfaces = List.copyOf(interfaces);
        aliases = List.copyOf(aliases);
        origins = List.copyOf(origins);
        rootApi = requirePrefix("rootApi", rootApi);
        rootBase = requirePrefix("rootBase", rootBase);
        if (interfaces.isEmpty()) {
            throw new IllegalArgumentException("interfaces is empty, expected one or more");
        }
        if (cacheAge.isNegative() || cacheAge.compareTo(MAX_CACHE_AGE) > 0) {
            throw new IllegalArgumentException(
                    "cacheAge is " + cacheAge + ", expected zero to " + MAX_CACHE_AGE.toSeconds() + " s");
        }
    }

    private static String requirePrefix(String name, String prefix) {
        String trimmed = prefix.replaceAll("/+$", "");
        if (!trimmed.startsWith("/")) {
            throw new IllegalArgumentException(name + " is \"" + prefix + "\", expected a path such as /" + name);
        }
        return trimmed;
    }

    /// Who sees the console.
    public enum Console {
        /// Nobody.
        OFF,
        /// Clients on this machine.
        LOOPBACK,
        /// Everybody.
        EVERYBODY
    }

    /// A folder under a path of its own.
    ///
    /// @param prefix of the path, as `/maps`
    /// @param folder or a file
    public record Alias(String prefix, Path folder) {

        /// Reads `/PREFIX:PATH`.
        ///
        /// @throws IllegalArgumentException when it has another form
        public static Alias parse(String text) {
            int colon = text.indexOf(':');
            if (colon < 1 || colon == text.length() - 1 || !text.startsWith("/")) {
                throw new IllegalArgumentException("bad alias \"" + text + "\": expected /PREFIX:PATH");
            }
            return new Alias(text.substring(0, colon), Path.of(text.substring(colon + 1)));
        }
    }

    /// A builder at the defaults: nothing but calls, on port 1234 of this machine.
    public static Builder builder() {
        return new Builder();
    }

    /// Sets fields one by one. Not thread-safe.
    public static final class Builder {

        private final List<Address> interfaces = new ArrayList<>();
        private String rootApi = "/api";
        private String rootBase = "/opa";
        private @Nullable Path rootHttp;
        private final List<Alias> aliases = new ArrayList<>();
        private Path uploadDir = Path.of(System.getProperty("java.io.tmpdir"));
        private Duration cacheAge = DEFAULT_CACHE_AGE;
        private final List<String> origins = new ArrayList<>();
        private @Nullable TlsFiles tls;
        private Console console = Console.LOOPBACK;
        private HttpLimits limits = HttpLimits.DEFAULT;

        private Builder() {}

        /// Listens at a port of this machine, before all other addresses; 0 for any free one.
        public Builder port(int port) {
            interfaces.addFirst(new Address.Tcp(DEFAULT_HOST, port));
            return this;
        }

        /// Listens at an address.
        public Builder listen(Address address) {
            interfaces.add(address);
            return this;
        }

        /// The prefix of calls and of the websocket. Default `/api`.
        public Builder rootApi(String prefix) {
            rootApi = prefix;
            return this;
        }

        /// The prefix of one-page applications. Default `/opa`.
        public Builder rootBase(String prefix) {
            rootBase = prefix;
            return this;
        }

        /// The folder of the files that are served. Default: none.
        public Builder rootHttp(Path folder) {
            rootHttp = folder;
            return this;
        }

        /// A further folder.
        public Builder alias(Alias alias) {
            aliases.add(alias);
            return this;
        }

        /// The folder of the files of forms. Default: that of the system for temporary files.
        public Builder uploadDir(Path folder) {
            uploadDir = folder;
            return this;
        }

        /// How long clients may keep files. Default 100 000 s.
        public Builder cacheAge(Duration age) {
            cacheAge = age;
            return this;
        }

        /// A further origin whose pages may use this binder; `*` for all. Default: the binder's own, and those
        /// of this machine.
        public Builder origin(String origin) {
            origins.add(origin);
            return this;
        }

        /// Speaks HTTPS.
        public Builder tls(TlsFiles files) {
            tls = files;
            return this;
        }

        /// Who sees the console. Default [Console#LOOPBACK].
        public Builder console(Console who) {
            console = who;
            return this;
        }

        /// Limits of connections and requests.
        public Builder limits(HttpLimits httpLimits) {
            limits = httpLimits;
            return this;
        }

        /// The configuration; without an address it is port 1234 of this machine.
        ///
        /// @throws IllegalArgumentException when a value is out of range
        public HttpConfig build() {
            return new HttpConfig(
                    interfaces.isEmpty() ? List.of(new Address.Tcp(DEFAULT_HOST, DEFAULT_PORT)) : interfaces,
                    rootApi,
                    rootBase,
                    Optional.ofNullable(rootHttp),
                    aliases,
                    uploadDir,
                    cacheAge,
                    origins,
                    Optional.ofNullable(tls),
                    console,
                    limits);
        }
    }
}
