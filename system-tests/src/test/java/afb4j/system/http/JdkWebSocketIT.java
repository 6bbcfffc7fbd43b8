package afb4j.system.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.api.Api;
import afb4j.api.Json;
import afb4j.api.Verb;
import afb4j.core.CoreConfig;
import afb4j.core.Visibility;
import afb4j.server.Binder;
import afb4j.server.http.config.HttpConfig;
import afb4j.server.http.config.TlsFiles;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A client written by others at the websocket of browsers: http-and-wsj1.md 3, 12; issue 5.
@Timeout(120)
@ExtendWith(NoWarnings.class)
final class JdkWebSocketIT {

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        client.close();
    }

    private static Binder start(HttpConfig.Builder http) {
        return Binder.builder()
                .api(demo())
                .api(Api.builder("hidden").verb(echo()).build(), Visibility.PRIVATE)
                .core(CoreConfig.DEFAULT.withSlowVerb(Duration.ofMinutes(1))) // the machine may be busy
                .http(http.port(0).build())
                .start();
    }

    private static Binder start() {
        return start(HttpConfig.builder());
    }

    private static Verb echo() {
        return Verb.named("echo").nonBlocking().handler(request -> request.reply(request.json()));
    }

    private static Api demo() {
        return Api.builder("demo")
                .verb(echo())
                .verb("set", request -> {
                    request.session().value(request.json());
                    request.reply();
                })
                .verb("get", request -> request.reply(request.session().value().orElse(Json.NULL)))
                .verb("tick", request -> {
                    request.subscribe(request.context().event("tick"));
                    request.context().events().getFirst().push(1);
                    request.reply();
                })
                .build();
    }

    private JdkBrowser open(Binder binder, String target, String... headers) {
        return JdkBrowser.open(client, "ws", binder.httpAddresses().getFirst(), target, headers);
    }

    private static String success(int id, String response) {
        return "[3,\"" + id + "\",{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"success\",\"code\":0}"
                + (response.isEmpty() ? "" : ",\"response\":" + response) + "}]";
    }

    @Test
    void callsAndHearsEvents() throws InterruptedException {
        try (Binder binder = start()) {
            JdkBrowser browser = open(binder, "/api");

            assertThat(browser.socket().getSubprotocol()).isEqualTo("x-afb-ws-json1");
            assertThat(browser.call(1, "demo/echo", "{\"a\":[1]}").next()).isEqualTo(success(1, "{\"a\":[1]}"));
            assertThat(browser.call(2, "hidden/echo", "1").next()).contains("unknown-api", "-3");
            browser.call(3, "demo/tick", "null");
            assertThat(browser.next())
                    .isEqualTo("[5,\"demo/tick\",{\"jtype\":\"afb-event\",\"event\":\"demo/tick\",\"data\":1}]");
            assertThat(browser.next()).isEqualTo(success(3, ""));
        }
    }

    @Test
    void sendsInFragmentsAndOneMegabyte() throws InterruptedException { // P15
        String argument = "\"" + "é".repeat(500_000) + "\"";
        try (Binder binder = start()) {
            JdkBrowser browser = open(binder, "/api");

            browser.socket().sendText("[2,\"1\",\"demo/", false).join();
            browser.socket().sendText("echo\",1", false).join();
            browser.socket().sendText("]", true).join();
            assertThat(browser.next()).isEqualTo(success(1, "1"));

            assertThat(browser.call(2, "demo/echo", argument).next()).isEqualTo(success(2, argument));
        }
    }

    @Test
    void pingsAndCloses() throws InterruptedException { // P13, P14
        try (Binder binder = start()) {
            JdkBrowser browser = open(binder, "/api");

            browser.socket().sendPing(ByteBuffer.allocate(0)).join();
            assertThat(browser.next()).isEqualTo("pong ");
            browser.socket().sendPing(ByteBuffer.wrap("ab".getBytes(UTF_8))).join();
            assertThat(browser.next()).isEqualTo("pong ab");

            browser.socket().sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();
            assertThat(browser.next()).isEqualTo("close 1000 ");
        }
    }

    @Test
    void isToldWhyItIsClosed(LogCapture logs) throws InterruptedException {
        logs.expect("refused with 1008");
        try (Binder binder = start()) {
            JdkBrowser browser = open(binder, "/api").send("garbage");

            assertThat(browser.next()).isEqualTo("close 1008 invalid-frame");
        }
    }

    @Test
    @SuppressWarnings("try") // closed twice, the first time on purpose
    void isToldWhenTheBinderStops() throws InterruptedException {
        try (Binder binder = start()) {
            JdkBrowser browser = open(binder, "/api");
            browser.call(1, "demo/echo", "1").next();

            binder.close();

            assertThat(browser.next()).isEqualTo("close 1001 ");
        }
    }

    @Test
    void sharesTheSessionItNames() throws InterruptedException {
        try (Binder binder = start()) {
            JdkBrowser one = open(binder, "/api?uuid=shared&token=t");
            JdkBrowser other = open(binder, "/api", "x-afb-uuid", "shared");

            one.call(1, "demo/set", "5").next();

            assertThat(other.call(1, "demo/get", "null").next()).isEqualTo(success(1, "5"));
        }
    }

    @Test
    void pageOfAnotherSiteIsRefused() {
        try (Binder binder = start();
                Binder open = start(HttpConfig.builder().origin("https://app.example"))) {
            assertThatThrownBy(() -> open(binder, "/api", "Origin", "https://app.example"))
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            WebSocketHandshakeException.class,
                            refused -> assertThat(refused.getResponse().statusCode())
                                    .isEqualTo(403));

            assertThat(open(open, "/api", "Origin", "https://app.example")
                            .socket()
                            .isInputClosed())
                    .isFalse();
        }
    }

    @Test
    void talksOverTlsToo() throws Exception {
        SelfSigned certificate = SelfSigned.make(folder);
        TlsFiles files = new TlsFiles(certificate.certificateFile(), certificate.keyFile());
        try (Binder binder = start(HttpConfig.builder().tls(files));
                HttpClient secure = HttpClient.newBuilder()
                        .sslContext(certificate.trustingContext())
                        .build()) {
            JdkBrowser browser =
                    JdkBrowser.open(secure, "wss", binder.httpAddresses().getFirst(), "/api");
            String argument = "\"" + "x".repeat(300_000) + "\"";

            assertThat(browser.call(1, "demo/echo", argument).next()).isEqualTo(success(1, argument));
            browser.socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();

            assertThat(browser.next()).isEqualTo("close 1000 ");
        }
    }
}
