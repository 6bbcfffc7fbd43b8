package afb4j.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.api.Json;
import afb4j.api.Request;
import afb4j.api.Verb;
import afb4j.client.AfbClient;
import afb4j.core.Visibility;
import afb4j.server.Binder;
import afb4j.server.BinderBuilder;
import afb4j.server.BinderConfig.ImportSpec;
import afb4j.server.http.RawClient;
import afb4j.server.http.config.HttpConfig;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.Address;
import afb4j.transport.Sockspec;
import java.nio.file.Path;
import org.awaitility.Awaitility;
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

    private static RawClient.Answer ask(String method, Binder binder, String path) throws Exception {
        try (RawClient client = new RawClient(binder.httpAddresses().getFirst())) {
            client.send(method + " " + path + " HTTP/1.1\r\nContent-Length: 0\r\n\r\n");
            return method.equals("HEAD") ? client.answerWithoutBody() : client.answer();
        }
    }

    @Test
    void servesMetricsThatCountItsCalls() throws Exception {
        try (Binder binder = binder("127.0.0.1").start()) {
            ask("GET", binder, "/api/hello/ping");

            RawClient.Answer metrics = ask("GET", binder, "/metrics");

            assertThat(metrics.status()).isEqualTo(200);
            assertThat(metrics.headers().get("content-type")).startsWith("text/plain; version=0.0.4");
            assertThat(TextFormat.read(metrics.body()))
                    .containsEntry("afb4j_calls_total{api=\"hello\",status=\"success\",verb=\"ping\"}", 1.0)
                    .containsEntry("afb4j_connections", 1.0);
        }
    }

    @Test
    void saysThatItLivesAndIsReady() throws Exception {
        try (Binder binder = binder("127.0.0.1").start()) {
            assertThat(ask("GET", binder, "/health").body()).isEqualTo("alive\n");
            assertThat(ask("HEAD", binder, "/ready").status()).isEqualTo(200);
            assertThat(ask("POST", binder, "/metrics").status()).isEqualTo(405);
            assertThat(ask("GET", binder, "/metrics/x").status()).isEqualTo(404);
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
            assertThat(ask("GET", binder, "/ready").status()).isEqualTo(200);

            far.close();

            Awaitility.await().until(() -> ask("GET", binder, "/ready").status() == 503);
            assertThat(ask("GET", binder, "/ready").body()).startsWith("the link to API hello is ");
            assertThat(ask("GET", binder, "/health").status()).isEqualTo(200);
        } finally {
            far.close();
        }
    }

    @Test
    void servesTheApiMonitorOverEveryProtocol() throws Exception {
        String socket = "unix:" + folder.resolve("watch") + "?as-api=monitor";
        try (Binder binder = binder("127.0.0.1").serve(socket).start();
                AfbClient client = AfbClient.connect(socket)) {
            assertThat(ask("GET", binder, "/api/monitor/apis").body()).contains("\"response\":\"hello monitor\"");

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
