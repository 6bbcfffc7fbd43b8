package afb4j.server.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.server.http.HttpServer;
import afb4j.server.http.RawClient;
import afb4j.server.http.RawClient.Answer;
import afb4j.server.http.config.HttpConfig;
import afb4j.server.http.config.HttpConfig.Console;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.TransportConfig;
import afb4j.transport.netty.NettyNetwork;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages of the console over a real socket.
@SuppressWarnings("FutureReturnValueIgnored") // the network waits for what the server ends
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class ConsoleHandlerIT {

    private final NettyNetwork network =
            NettyNetwork.open(TransportConfig.builder().ioThreads(1).build());
    private final HttpServer server = new HttpServer(
            network,
            HttpConfig.builder().port(0).build(),
            List.of(ConsoleHandler.route(Console.LOOPBACK, "/rest", "a \"binder\"")
                    .orElseThrow()),
            Optional.empty());

    ConsoleHandlerIT() {
        server.listen();
    }

    @AfterEach
    void stop() {
        server.closeListeners();
        server.close();
        network.close();
    }

    private Answer get(String path, String... headers) throws IOException {
        return ask("GET", path, headers);
    }

    private Answer ask(String method, String path, String... headers) throws IOException {
        try (RawClient client = new RawClient(server.addresses().getFirst())) {
            client.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
            for (String header : headers) {
                client.send(header + "\r\n");
            }
            client.send("\r\n");
            return method.equals("HEAD") ? client.answerWithoutBody() : client.answer();
        }
    }

    @Test
    void servesThePageWithPolicyThatAllowsOnlyItsOwnFiles() throws IOException {
        Answer page = get("/console/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("<title>afb4j console</title>");
        assertThat(page.headers())
                .containsEntry("content-type", "text/html; charset=utf-8")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("cache-control", "no-cache");
        assertThat(page.headers().get("content-security-policy"))
                .startsWith("default-src 'self';")
                .doesNotContain("unsafe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/console/js/main.js", "/console/css/theme.css", "/console/vendor/uplot.js", "/console/icon.svg"
            })
    void servesTheFilesOfThePage(String path) throws IOException {
        Answer first = get(path);
        Answer second = get(path);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body()).isNotEmpty().isEqualTo(second.body());
        assertThat(first.headers().get("content-type")).matches("(text/(javascript|css); charset=utf-8|image/svg.xml)");
    }

    @Test
    void sendsThePageThatIsKnownByItsTagNotAgain() throws IOException {
        String tag = get("/console/").headers().get("etag");

        Answer known = get("/console/", "If-None-Match: \"x\", W/" + tag);
        Answer unknown = get("/console/", "If-None-Match: \"x\"");

        assertThat(known.status()).isEqualTo(304);
        assertThat(known.headers()).containsEntry("etag", tag);
        assertThat(unknown.status()).isEqualTo(200);
    }

    @Test
    void packsForWhoTakesIt() throws IOException {
        Answer plain = get("/console/js/main.js", "Accept-Encoding: deflate, gzip;q=0");
        Answer packed = get("/console/js/main.js", "Accept-Encoding: deflate, gzip");

        assertThat(plain.headers()).doesNotContainKey("content-encoding");
        assertThat(packed.headers()).containsEntry("content-encoding", "gzip").containsEntry("vary", "accept-encoding");
        byte[] bytes = packed.body().getBytes(StandardCharsets.ISO_8859_1);
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            assertThat(new String(unpacked.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .isEqualTo(plain.body());
        }
    }

    @Test
    void tellsThePageWhereTheApisAre() throws IOException {
        assertThat(get("/console/settings.json").body())
                .isEqualTo("{\"rootapi\":\"/rest\",\"name\":\"a \\\"binder\\\"\"}");
    }

    @Test
    void bringsToTheFolderAndKeepsTheQuery() throws IOException {
        Answer moved = get("/console?token=x");

        assertThat(moved.status()).isEqualTo(301);
        assertThat(moved.headers()).containsEntry("location", "/console/?token=x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/nope.js",
                "/console/../index.html",
                "/console/%2e%2e/ConsolePages.class",
                "/console/js",
                "/console//index.html",
                "/consoles",
                "/console/js/%00"
            })
    void doesNotKnowWhatIsNoFileOfIt(String path) throws IOException {
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    void answersHeadAndNoOtherMethods() throws IOException {
        Answer head = ask("HEAD", "/console/");
        Answer put = ask("PUT", "/console/");

        assertThat(head.status()).isEqualTo(200);
        assertThat(Integer.parseInt(head.headers().get("content-length"))).isPositive();
        assertThat(put.status()).isEqualTo(405);
        assertThat(put.headers()).containsEntry("allow", "GET, HEAD");
    }

    @Test
    void isNotThereWhenItIsSwitchedOff() {
        assertThat(ConsoleHandler.route(Console.OFF, "/api", "binder")).isEmpty();
    }
}
