package afb4j.server.http.json1;

import static afb4j.server.http.json1.ClientFrames.CONTINUATION;
import static afb4j.server.http.json1.ClientFrames.FIN;
import static afb4j.server.http.json1.ClientFrames.PING;
import static afb4j.server.http.json1.ClientFrames.TEXT;
import static afb4j.server.http.json1.ClientFrames.close;
import static afb4j.server.http.json1.ClientFrames.masked;
import static afb4j.server.http.json1.ClientFrames.text;
import static afb4j.server.http.json1.ClientFrames.unmasked;
import static afb4j.server.http.json1.EmbeddedBrowser.event;
import static afb4j.server.http.json1.EmbeddedBrowser.failure;
import static afb4j.server.http.json1.EmbeddedBrowser.success;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Credentials;
import afb4j.api.Json;
import afb4j.api.Request;
import afb4j.core.CoreConfig;
import afb4j.core.session.SessionConfig;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.TransportConfig;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Upgrades, frames, calls and events over real sockets (http-and-wsj1.md 3, 4).
@Timeout(120)
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class Json1IT {

    private static final String SAMPLE_ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    @TempDir
    static Path folder;

    private WebBinder binder = WebBinder.start(folder);

    @AfterEach
    void stop() {
        binder.close();
    }

    private void restart(CoreConfig config, TransportConfig transport) {
        binder.close();
        binder = WebBinder.start(folder, config, transport);
    }

    private RawBrowser open(String target) throws IOException {
        return RawBrowser.open(binder.tcp(), target);
    }

    private String head(String target, String headers) throws IOException {
        try (RawBrowser browser = RawBrowser.connect(binder.tcp())) {
            return browser.upgrade(target, headers);
        }
    }

    // ---- upgrade

    @Test
    void answersTheUpgradeAsClientsNeedIt() throws IOException { // vector upgrade
        String head = head("/api", "Sec-WebSocket-Extensions: permessage-deflate\r\n");

        assertThat(head.lines())
                .startsWith("HTTP/1.1 101 Switching Protocols")
                .contains(
                        "connection: Upgrade",
                        "upgrade: websocket",
                        "sec-websocket-accept: " + SAMPLE_ACCEPT,
                        "sec-websocket-protocol: x-afb-ws-json1")
                .noneMatch(line -> line.startsWith("set-cookie") || line.startsWith("sec-websocket-extensions"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api   | Sec-WebSocket-Protocol: foo | 412",
                "/api   | Sec-WebSocket-Protocol:     | 412",
                "/api/  |                             | 404",
                "/other |                             | 404",
                "/api/x |                             | 404",
                "/api?x-afb-uuid=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | | 400",
                "/api?uuid=a%20b                                       | | 400"
            })
    void refusesWhatIsNoUpgrade(String target, String header, int status) // vector upgrade-refused, P9
            throws IOException {
        String head = head(target, header == null ? "" : header + "\r\n");

        assertThat(head).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void refusesOtherVersions() throws IOException {
        try (RawBrowser browser = RawBrowser.connect(binder.tcp())) {
            String request = RawBrowser.request("/api", "").replace("Version: 13", "Version: 8");

            browser.write(Unpooled.copiedBuffer(request, ISO_8859_1));

            assertThat(browser.head())
                    .startsWith("HTTP/1.1 426 ")
                    .containsIgnoringCase("\r\nSec-WebSocket-Version: 13");
        }
    }

    @Test
    void refusesPagesOfOtherSites() throws IOException { // issue 5, item 3
        try (RawBrowser browser = RawBrowser.connect(binder.tcp())) {
            assertThat(browser.upgrade("/api", "Origin: http://evil.example\r\n"))
                    .startsWith("HTTP/1.1 403 ");
        }
        assertThat(head("/api", "Origin: null\r\n")).startsWith("HTTP/1.1 403 ");
        assertThat(head("/api", "Origin: http://localhost:5173\r\n")).startsWith("HTTP/1.1 101 ");
    }

    @Test
    void refusesFurtherOnesWhenThereAreManyWebsockets() throws IOException {
        List<RawBrowser> browsers = new ArrayList<>();
        for (int i = 0; i < WebBinder.MAX_WEBSOCKETS; i++) {
            browsers.add(open("/api"));
        }
        Awaitility.await().until(() -> binder.export().size() == WebBinder.MAX_WEBSOCKETS);
        assertThat(head("/api", "")).startsWith("HTTP/1.1 503 ");

        browsers.removeFirst().close();

        Awaitility.await().until(() -> head("/api", "").startsWith("HTTP/1.1 101 "));
        for (RawBrowser browser : browsers) {
            browser.close();
        }
    }

    @Test
    void refusesWhenTheTableOfSessionsIsFull() throws IOException { // P9
        restart(CoreConfig.DEFAULT.withSessions(SessionConfig.DEFAULT.withMaxSessions(1)), TransportConfig.DEFAULT);
        try (RawBrowser browser = open("/api?uuid=one")) {
            assertThat(head("/api?uuid=two", "")).startsWith("HTTP/1.1 503 ");
            assertThat(head("/api?uuid=one", "")).startsWith("HTTP/1.1 101 ");
            assertThat(browser.call(1, "demo/echo", "1").next()).isEqualTo(success("1", "1"));
        }
    }

    @Test
    void takesFramesThatComeWithTheUpgrade() throws IOException {
        try (RawBrowser browser = RawBrowser.connect(binder.tcp())) {
            browser.write(
                    Unpooled.copiedBuffer(RawBrowser.request("/api", ""), ISO_8859_1),
                    text("[2,\"1\",\"demo/echo\",1]"),
                    text("[2,\"2\",\"demo/echo\",2]"));

            assertThat(browser.head()).startsWith("HTTP/1.1 101 ");
            assertThat(browser.next()).isEqualTo(success("1", "1"));
            assertThat(browser.next()).isEqualTo(success("2", "2"));
        }
    }

    @Test
    void upgradesAConnectionThatServedARequestBefore() throws IOException {
        try (RawBrowser browser = RawBrowser.connect(binder.tcp())) {
            browser.write(Unpooled.copiedBuffer("GET /api HTTP/1.1\r\nHost: localhost\r\n\r\n", ISO_8859_1));
            assertThat(browser.head()).startsWith("HTTP/1.1 404 ");

            assertThat(browser.upgrade("/api", "")).startsWith("HTTP/1.1 101 ");
            assertThat(browser.call(1, "demo/echo", "1").next()).isEqualTo(success("1", "1"));
        }
    }

    // ---- who calls

    @Test
    void websocketsShareTheSessionTheyName() throws IOException { // http-and-wsj1.md 2.1, 2.2, vector session
        try (RawBrowser one = open("/api?uuid=W1");
                RawBrowser other = RawBrowser.connect(binder.tcp());
                RawBrowser stranger = open("/api")) {
            assertThat(other.upgrade("/api", "Cookie: " + binder.cookieName() + "=W1\r\n"))
                    .startsWith("HTTP/1.1 101 ");
            one.call(1, "demo/set", "5").next();

            assertThat(other.call(1, "demo/get", "null").next()).isEqualTo(success("1", "5"));
            assertThat(stranger.call(1, "demo/get", "null").next()).isEqualTo(success("1", ""));
        }
    }

    @Test
    void sessionWithAValueSurvivesAReload() throws IOException { // http-and-wsj1.md 2.2, P10
        try (RawBrowser browser = open("/api?x-afb-uuid=R1")) {
            browser.call(1, "demo/set", "5").next();
            browser.write(close(1001, "")).next();
        }
        Awaitility.await().until(() -> binder.export().size() == 0);

        try (RawBrowser browser = open("/api?x-afb-uuid=R1")) {
            assertThat(browser.call(1, "demo/get", "null").next()).isEqualTo(success("1", "5"));
        }
    }

    @Test
    void sessionWithoutValueEndsWithItsLastWebsocket() throws IOException { // http-and-wsj1.md 2.2
        open("/api?uuid=E1").close();

        Awaitility.await().until(() -> binder.core().sessions().find("E1").isEmpty());
    }

    @Test
    void tokenComesWithTheUpgradeAndIsReplacedByTheFifthItem() throws IOException { // vector call-token
        try (RawBrowser browser = open("/api?token=first")) {
            assertThat(browser.call(1, "demo/token", "null").next()).isEqualTo(success("1", "\"first\""));
            assertThat(browser.send("[2,\"2\",\"demo/token\",null,\"other\"]").next())
                    .isEqualTo(success("2", "\"other\""));
            assertThat(browser.call(3, "demo/token", "null").next()).isEqualTo(success("3", "\"other\""));
        }
    }

    @Test
    void processAtAUnixSocketIsKnown() throws IOException, InterruptedException { // http-and-wsj1.md 2.3
        try (RawBrowser browser = RawBrowser.open(binder.unix(), "/api");
                RawBrowser overTcp = open("/api")) {
            browser.call(1, "demo/later", "null");
            Request request = binder.nextKept();
            overTcp.call(1, "demo/later", "null");
            Request ofTcp = binder.nextKept();

            assertThat(request.credentials().map(Credentials::pid))
                    .contains((int) ProcessHandle.current().pid());
            assertThat(ofTcp.credentials()).isEmpty();
            request.reply(1);
            ofTcp.reply(2);
            assertThat(browser.next()).isEqualTo(success("1", "1"));
        }
    }

    @Test
    void permissionsAreAskedFor() throws IOException { // P12, http-and-wsj1.md 2.3
        try (RawBrowser browser = open("/api")) {
            assertThat(browser.call(1, "demo/guarded", "null").next())
                    .isEqualTo(failure("1", "insufficient-scope", -9));
        }
        assertThat(binder.asked()).anyMatch(question -> question.permission().equals("urn:demo:guarded"));
    }

    @Test
    void privateApiIsUnknownButNotToTheVerbsThatAreCalled() throws IOException { // vector private-api
        try (RawBrowser browser = open("/api")) {
            assertThat(browser.call(1, "hidden/echo", "1").next()).isEqualTo(failure("1", "unknown-api", -3));
            assertThat(browser.call(2, "demo/ask-hidden", "1").next()).isEqualTo(success("2", "1"));
        }
    }

    // ---- messages

    @Test
    void takesOneMegabyteMaskedUnmaskedAndInFragments() throws IOException { // http-and-wsj1.md 12, P15, vector large
        String argument = "\"" + "é".repeat(500_000) + "\"";
        byte[] call = ("[2,\"1\",\"demo/echo\"," + argument + "]").getBytes(UTF_8);
        List<ByteBuf> fragments = new ArrayList<>();
        for (int at = 0; at < call.length; at += 99_999) {
            int end = Math.min(call.length, at + 99_999);
            int head = (at == 0 ? TEXT : CONTINUATION) | (end == call.length ? FIN : 0);
            fragments.add(masked(head, Arrays.copyOfRange(call, at, end)));
        }
        try (RawBrowser browser = open("/api")) {
            browser.write(masked(FIN | TEXT, call));
            assertThat(browser.next()).isEqualTo(success("1", argument));
            browser.write(unmasked(FIN | TEXT, call));
            assertThat(browser.next()).isEqualTo(success("1", argument));
            browser.write(fragments.toArray(ByteBuf[]::new));
            assertThat(browser.next()).isEqualTo(success("1", argument));
        }
    }

    @Test
    void refusesMoreThanTheLimit(LogCapture logs) throws IOException { // vector large
        logs.expect("refused with 1009");
        try (RawBrowser browser = open("/api")) {
            browser.send("\"" + "x".repeat(1_048_500) + "\"");

            assertThat(browser.next()).isEqualTo("close 1009 ");
            browser.awaitEnd();
        }
    }

    @Test
    void slowCallDelaysNoOther() throws IOException, InterruptedException { // http-and-wsj1.md 3.5
        try (RawBrowser browser = open("/api")) {
            browser.call(1, "demo/block", "null").call(2, "demo/echo", "2");

            assertThat(browser.next()).isEqualTo(success("2", "2"));
            binder.nextKept();
            binder.release();
            assertThat(browser.next()).isEqualTo(success("1", "\"released\""));
        }
    }

    @Test
    void answersTenThousandCallsThatWereSentAtOnce() throws IOException, InterruptedException {
        int calls = 10_000;
        ByteBuf all = Unpooled.buffer();
        for (int i = 0; i < calls; i++) {
            all.writeBytes(text("[2,\"" + i + "\",\"demo/echo\"," + i + "]"));
        }
        try (RawBrowser browser = open("/api")) {
            Thread sender = Thread.ofVirtual().start(() -> browser.writeQuietly(all));
            for (int i = 0; i < calls; i++) {
                assertThat(browser.next()).isEqualTo(success(String.valueOf(i), String.valueOf(i)));
            }
            sender.join();
        }
    }

    @Test
    void pingIsAnsweredAlsoAnEmptyOne() throws IOException { // P13
        try (RawBrowser browser = open("/api")) {
            browser.write(masked(FIN | PING, new byte[0]), unmasked(FIN | PING, new byte[] {1, 2}));

            assertThat(browser.next()).isEqualTo("pong ");
            assertThat(browser.next()).isEqualTo("pong 0102");
        }
    }

    // ---- events

    @Test
    void tenThousandEventsComeInOrderBeforeTheReplyOfTheirVerb() throws IOException { // http-and-wsj1.md 4
        int events = 10_000;
        try (RawBrowser browser = open("/api");
                RawBrowser other = open("/api")) {
            browser.call(1, "demo/subscribe", "null").next();
            other.call(1, "demo/subscribe", "null").next();

            browser.call(2, "demo/push-many", String.valueOf(events));

            for (int i = 0; i < events; i++) {
                assertThat(browser.next()).isEqualTo(event("demo/tick", String.valueOf(i)));
                assertThat(other.next()).isEqualTo(event("demo/tick", String.valueOf(i)));
            }
            assertThat(browser.next()).isEqualTo(success("2", "2"));
        }
    }

    @Test
    void slowReaderLosesOldEventsAndNobodyElseDoes(LogCapture logs) throws IOException { // issue 5, item 2
        logs.expect("does not keep up with its events");
        restart(
                CoreConfig.DEFAULT,
                TransportConfig.builder().maxEventBytes(65_536).build());
        String big = "\"" + "x".repeat(10_000) + "\"";
        try (RawBrowser slow = open("/api");
                RawBrowser quick = open("/api")) {
            slow.call(1, "demo/subscribe", "null").next();
            quick.call(1, "demo/subscribe", "null").next();

            int pushed = 0;
            while (binder.core().events().dropped() == 0) {
                quick.call(2, "demo/push", big);
                assertThat(quick.next()).isEqualTo(event("demo/tick", big));
                quick.next();
                pushed++;
            }
            quick.call(3, "demo/push", "\"last\"");
            assertThat(quick.next()).isEqualTo(event("demo/tick", "\"last\""));

            int came = 0;
            while (!slow.next().equals(event("demo/tick", "\"last\""))) {
                came++;
            }
            assertThat(came).isLessThan(pushed).isGreaterThan(1000);
        }
    }

    @Test
    void broadcastReachesEverybody() throws IOException {
        try (RawBrowser one = open("/api");
                RawBrowser other = open("/api")) {
            one.call(1, "demo/echo", "1").next();
            other.call(1, "demo/echo", "1").next();

            binder.core().events().broadcast("demo/all", Json.of(7));

            assertThat(one.next()).isEqualTo(event("demo/all", "7"));
            assertThat(other.next()).isEqualTo(event("demo/all", "7"));
        }
    }

    // ---- the end

    @ParameterizedTest
    @ValueSource(ints = {1000, 4000})
    void closesTcpAfterTheCloseHandshake(int code) throws IOException { // P14
        try (RawBrowser browser = open("/api")) {
            browser.write(close(code, "bye"));

            assertThat(browser.next()).isEqualTo("close " + code + " ");
            browser.awaitEnd();
        }
    }

    @Test
    void closesTcpOfAClientThatDoesNotAnswerTheClose(LogCapture logs) throws IOException { // P14
        logs.expect("refused with 1008");
        try (RawBrowser browser = open("/api")) {
            browser.send("garbage");

            assertThat(browser.next()).isEqualTo("close 1008 invalid-frame");
            browser.awaitEnd();
            Awaitility.await().until(() -> binder.export().size() == 0);
        }
    }

    @Test
    void clientThatDoesNotAnswerPingsIsClosed(LogCapture logs) throws IOException { // issue 5, item 2
        logs.expect("silent for");
        binder.close();
        binder = WebBinder.start(folder, Duration.ofMillis(100), Duration.ofMillis(100));
        try (RawBrowser browser = open("/api")) {
            assertThat(browser.next()).isEqualTo("ping ");
            assertThat(browser.next()).isEqualTo("close 1008 no-pong");
            browser.awaitEnd();
        }
    }

    @Test
    void binderThatStopsClosesWithGoingAwayAfterTheRepliesAreOut() throws Exception { // issue 5, item 2
        try (RawBrowser browser = open("/api")) {
            browser.call(1, "demo/later", "null");
            Request request = binder.nextKept();
            Thread stop = Thread.ofVirtual().start(binder::close);
            Awaitility.await().until(() -> binder.export().refusal().isPresent());

            browser.call(2, "demo/echo", "2");
            assertThat(browser.next()).contains("disconnected", "the binder is stopping");
            request.reply(1);

            assertThat(browser.next()).isEqualTo(success("1", "1"));
            assertThat(browser.next()).isEqualTo("close 1001 ");
            browser.awaitEnd();
            stop.join();
        }
    }

    @Test
    void manyClientsThatVanishLeaveNothingBehind(LogCapture logs) throws IOException {
        logs.tolerate("demo/subscribe failed"); // it ran when its client had gone
        for (int round = 0; round < 20; round++) {
            List<RawBrowser> browsers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                browsers.add(open("/api").call(1, "demo/subscribe", "null").call(2, "demo/later", "null"));
            }
            for (RawBrowser browser : browsers) {
                browser.close();
            }
            Awaitility.await().until(() -> binder.export().size() == 0);
        }

        Awaitility.await().untilAsserted(() -> assertThat(binder.answerAll()).isZero());
        Awaitility.await().until(() -> binder.core().sessions().size() == 0);
    }
}
