package afb4j.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.api.Json;
import afb4j.api.Request;
import afb4j.api.Verb;
import afb4j.client.AfbClient;
import afb4j.core.Visibility;
import afb4j.core.security.PermissionChecker;
import afb4j.server.Binder;
import afb4j.server.BinderBuilder;
import afb4j.server.BinderConfig.ImportSpec;
import afb4j.server.http.config.HttpConfig;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.Address;
import afb4j.transport.Sockspec;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What a whole binder tells those who watch it, by HTTP.
@ExtendWith(ThreadLeaks.class)
final class MonitorRoutesIT {

    @TempDir
    Path folder;

    private static final Api HELLO = Api.builder("hello")
            .verb(Verb.named("ping").nonBlocking().handler(Request::reply))
            .build();

    private static BinderBuilder binder(String host) {
        return Binder.builder()
                .api(HELLO)
                .http(HttpConfig.builder().listen(new Address.Tcp(host, 0)).build());
    }

    private static int port(Binder binder) {
        return binder.httpAddresses().stream()
                .map(Address.Tcp.class::cast)
                .findFirst()
                .orElseThrow()
                .port();
    }

    private static HttpResponse<String> ask(String method, String host, Binder binder, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://" + host + ":" + port(binder) + path);
            return client.send(
                    HttpRequest.newBuilder(uri)
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void servesMetricsThatCountItsCalls() throws Exception {
        try (Binder binder = binder("127.0.0.1").start()) {
            ask("GET", "127.0.0.1", binder, "/api/hello/ping");

            HttpResponse<String> metrics = ask("GET", "127.0.0.1", binder, "/metrics");

            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
            assertThat(TextFormat.read(metrics.body()))
                    .containsEntry("afb4j_calls_total{api=\"hello\",status=\"success\",verb=\"ping\"}", 1.0)
                    .containsEntry("afb4j_connections", 1.0);
        }
    }

    @Test
    void saysThatItLivesAndIsReady() throws Exception {
        try (Binder binder = binder("127.0.0.1").start()) {
            assertThat(ask("GET", "127.0.0.1", binder, "/health").body()).isEqualTo("alive\n");
            assertThat(ask("HEAD", "127.0.0.1", binder, "/ready").statusCode()).isEqualTo(200);
            assertThat(ask("POST", "127.0.0.1", binder, "/metrics").statusCode())
                    .isEqualTo(405);
            assertThat(ask("GET", "127.0.0.1", binder, "/metrics/x").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void isNotReadyWithoutALinkItRequires() throws Exception {
        String socket = "unix:" + folder.resolve("hello");
        Binder far = Binder.builder().api(HELLO).serve(socket).start();
        try (Binder binder = Binder.builder()
                .remote(ImportSpec.eager(Sockspec.parse(socket, Sockspec.Role.CLIENT), Visibility.PUBLIC)
                        .asRequired())
                .http(HttpConfig.builder()
                        .listen(new Address.Tcp("127.0.0.1", 0))
                        .build())
                .start()) {
            assertThat(ask("GET", "127.0.0.1", binder, "/ready").statusCode()).isEqualTo(200);

            far.close();

            Awaitility.await()
                    .until(() -> ask("GET", "127.0.0.1", binder, "/ready").statusCode() == 503);
            assertThat(ask("GET", "127.0.0.1", binder, "/ready").body()).startsWith("the link to API hello is ");
            assertThat(ask("GET", "127.0.0.1", binder, "/health").statusCode()).isEqualTo(200);
        } finally {
            far.close();
        }
    }

    @Test
    void tellsOtherMachinesNothingUnlessAPolicyGrantsIt() throws Exception {
        Optional<String> host = hostBesidesLoopback();
        Assumptions.assumeTrue(host.isPresent(), "this machine has no address but loopback");
        try (Binder open = binder("").start()) {
            assertThat(ask("GET", host.get(), open, "/metrics").statusCode()).isEqualTo(403);
            assertThat(ask("GET", host.get(), open, "/metrics").body()).contains("public:monitor");
            assertThat(ask("GET", host.get(), open, "/health").statusCode()).isEqualTo(200);
        }
        PermissionChecker policy = question -> question.permission().endsWith(":monitor");
        try (Binder granted = binder("").permissions(policy).start()) {
            assertThat(ask("GET", host.get(), granted, "/metrics").statusCode()).isEqualTo(200);
        }
    }

    /// An address of this machine: what comes from there does not come from loopback.
    private static Optional<String> hostBesidesLoopback() throws Exception {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .findFirst();
    }

    @Test
    void servesTheApiMonitorOverEveryProtocol() throws Exception {
        String socket = "unix:" + folder.resolve("watch") + "?as-api=monitor";
        try (Binder binder = binder("127.0.0.1").serve(socket).start();
                AfbClient client = AfbClient.connect(socket)) {
            assertThat(ask("GET", "127.0.0.1", binder, "/api/monitor/apis").body())
                    .contains("\"response\":\"hello monitor\"");

            Json connections = client.call("connections", null).json();

            assertThat(connections.elements())
                    .extracting(one -> one.member("kind").orElseThrow().asText())
                    .contains("wsapi");
            assertThat(connections.compact())
                    .contains("\"peer\":\"pid " + ProcessHandle.current().pid() + "\"")
                    .contains("\"api\":\"monitor\",\"inFlight\":1,");
        }
    }
}
