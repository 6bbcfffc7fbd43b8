package afb4j.cli.binder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.cli.options.UsageException;
import afb4j.server.http.config.HttpConfig;
import afb4j.server.http.config.HttpConfig.Alias;
import afb4j.server.http.config.HttpConfig.Console;
import afb4j.server.http.config.TlsFiles;
import afb4j.transport.Address;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From the options about HTTP to the configuration (http-and-wsj1.md 7.2, 7.4, P24, P33).
final class HttpOptionsTest {

    private static Optional<HttpConfig> http(Map<String, String> environment, String... args) throws UsageException {
        return BinderOptions.config(BinderOptions.all().parse(List.of(args)), environment)
                .http();
    }

    private static HttpConfig http(String... args) throws UsageException {
        return http(Map.of(), args).orElseThrow();
    }

    @Test
    void servesPort1234OfThisMachineWhenNothingIsSaid() throws UsageException {
        HttpConfig http = http();

        assertThat(http.interfaces()).containsExactly(new Address.Tcp("localhost", 1234));
        assertThat(http.rootApi()).isEqualTo("/api");
        assertThat(http.rootBase()).isEqualTo("/opa");
        assertThat(http.rootHttp()).isEmpty();
        assertThat(http.cacheAge()).isEqualTo(Duration.ofSeconds(100_000));
        assertThat(http.tls()).isEmpty();
        assertThat(http.console()).isEqualTo(Console.LOOPBACK);
    }

    @Test
    void takesAwayTheDefaultPortOnly() throws UsageException {
        assertThat(http(Map.of(), "--no-httpd")).isEmpty();
        assertThat(http("--no-httpd", "-p", "8000").interfaces()).containsExactly(new Address.Tcp("localhost", 8000));
        assertThat(http("--no-httpd", "-i", "unix:/tmp/x").interfaces()).containsExactly(new Address.Unix("/tmp/x"));
    }

    @Test
    void listensAtThePortWhichNamesTheCookieAndAtSeveralInterfaces() throws UsageException {
        HttpConfig http = http("-p", "0", "-i", "tcp:*:8001", "--interface=unix:@x", "-i", "sd:http");

        assertThat(http.interfaces())
                .containsExactly(
                        new Address.Tcp("localhost", 0),
                        new Address.Tcp("", 8001),
                        new Address.Abstract("x"),
                        new Address.Inherited("http"));
    }

    @Test
    void readsFoldersAndTimes() throws UsageException {
        HttpConfig http = http(
                "--roothttp",
                "www",
                "--alias",
                "/maps:/srv/maps",
                "--alias=/x:y",
                "--rootapi",
                "/a/",
                "--rootbase",
                "/b",
                "-u",
                "up",
                "--cache-eol",
                "7",
                "--origin",
                "https://example.org",
                "--console",
                "all");

        assertThat(http.rootHttp()).contains(Path.of("www"));
        assertThat(http.aliases())
                .containsExactly(new Alias("/maps", Path.of("/srv/maps")), new Alias("/x", Path.of("y")));
        assertThat(http.rootApi()).isEqualTo("/a");
        assertThat(http.rootBase()).isEqualTo("/b");
        assertThat(http.uploadDir()).isEqualTo(Path.of("up"));
        assertThat(http.cacheAge()).isEqualTo(Duration.ofSeconds(7));
        assertThat(http.origins()).containsExactly("https://example.org");
        assertThat(http.console()).isEqualTo(Console.EVERYBODY);
    }

    @Test
    void findsCertificateAndKeyByOptionEnvironmentOrPrefix() throws UsageException {
        assertThat(http("--https").tls()).contains(new TlsFiles(Path.of("cert.pem"), Path.of("key.pem")));
        assertThat(http("--https", "--https-cert", "c", "--https-key", "k").tls())
                .contains(new TlsFiles(Path.of("c"), Path.of("k")));
        assertThat(http(Map.of("AFB_HTTPS_PREFIX", "/etc/x-", "AFB_TLS_KEY", "t"), "--https")
                        .orElseThrow()
                        .tls())
                .contains(new TlsFiles(Path.of("/etc/x-cert.pem"), Path.of("t")));
        assertThat(http(Map.of("AFB_HTTPS", "true", "AFB_HTTPS_CERT", "e"))
                        .orElseThrow()
                        .tls())
                .contains(new TlsFiles(Path.of("e"), Path.of("key.pem")));
    }

    @Test
    void takesThePortOfTheEnvironmentUnlessThereIsAnOption() throws UsageException {
        assertThat(http(Map.of("AFB_SET_PORT", "99"), "--no-httpd")
                        .orElseThrow()
                        .interfaces())
                .containsExactly(new Address.Tcp("localhost", 99));
        assertThat(http(Map.of("AFB_SET_PORT", "99"), "-p", "100").orElseThrow().interfaces())
                .containsExactly(new Address.Tcp("localhost", 100));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port=abc|option --port requires a valid integer (found abc)",
                "--port=65536|option --port value 65536 out of bounds (not in [0 , 65535])", // P24
                "--interface=tcp:x|bad socket specification",
                "--alias=maps|bad alias \"maps\": expected /PREFIX:PATH",
                "--console=me|option --console requires local, all or off (found me)",
                "--rootapi=api|rootApi is \"api\", expected a path",
                "--cache-eol=-1|option --cache-eol value -1 out of bounds",
            })
    void saysInOneSentenceWhatIsWrong(String option, String sentence) {
        assertThatThrownBy(() -> http(option))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }
}
