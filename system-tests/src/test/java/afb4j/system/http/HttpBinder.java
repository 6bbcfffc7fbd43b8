package afb4j.system.http;

import afb4j.core.BindingSpec;
import afb4j.core.CoreConfig;
import afb4j.core.monitor.Verbosity;
import afb4j.server.Binder;
import afb4j.server.BinderBuilder;
import afb4j.server.http.config.HttpConfig;
import afb4j.testkit.http.BinderSetup;
import afb4j.testkit.http.HttpServerUnderTest;
import afb4j.transport.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Our binder with the bindings `hello` and `probe` and an HTTP server on a free port of loopback. It grants
/// everything and logs warnings, as the recorded binder did.
final class HttpBinder implements HttpServerUnderTest, AutoCloseable {

    private final Binder binder;

    private HttpBinder(BinderBuilder builder) {
        binder = builder.start();
    }

    /// With both bindings and no files.
    static HttpBinder start() {
        return start(UnaryOperator.identity());
    }

    /// With both bindings, no files, and what `change` does about the rest.
    static HttpBinder start(UnaryOperator<BinderBuilder> change) {
        return new HttpBinder(change.apply(
                builder(new BinderSetup(List.of("hello", "probe"), Set.of(), Map.of(), Map.of()), CoreConfig.DEFAULT)
                        .http(HttpConfig.builder().port(0).build())));
    }

    /// With both bindings, and what `change` does about HTTP.
    static HttpBinder serving(UnaryOperator<HttpConfig.Builder> change) {
        return start(builder ->
                builder.http(change.apply(HttpConfig.builder().port(0)).build()));
    }

    /// As a recording wants it, with its files in `folder`.
    static HttpBinder start(BinderSetup setup, Path folder) {
        setup.files().forEach((path, content) -> write(folder.resolve(path), content));
        RecordedOptions options = new RecordedOptions(folder);
        setup.options().forEach(options::take);
        return new HttpBinder(builder(setup, options.core()).http(options.http()));
    }

    private static BinderBuilder builder(BinderSetup setup, CoreConfig core) {
        BinderBuilder builder = Binder.builder()
                .verbosity(Verbosity.remembered(Verbosity.Level.WARNING))
                .core(core.withSlowVerb(Duration.ofMinutes(1))) // a busy machine is no fault of a verb
                .stopTimeout(Duration.ofMillis(100)); // for the verbs that never answer
        for (String api : setup.apis()) {
            String export = setup.privateApis().contains(api) ? "private:" : "";
            builder.binding(BindingSpec.parse(export + api));
        }
        return builder;
    }

    private static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public int port() {
        return switch (binder.httpAddresses().getFirst()) {
            case Address.Tcp tcp -> tcp.port();
            default -> throw new IllegalStateException("expected TCP, got " + binder.httpAddresses());
        };
    }

    @Override
    public void close() {
        binder.close();
    }
}
