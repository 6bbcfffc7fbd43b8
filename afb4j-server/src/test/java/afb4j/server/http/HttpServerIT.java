package afb4j.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.server.http.config.HttpConfig;
import afb4j.server.http.config.HttpLimits;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.TransportConfig;
import afb4j.transport.netty.NettyNetwork;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Connections, requests and their answers (http-and-wsj1.md 1.1, 1.2, 1.7) over real sockets.
@SuppressWarnings("FutureReturnValueIgnored") // the network waits for what the server ends
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class HttpServerIT {

    private static final int SMALL = 1000;
    private static final HttpLimits LIMITS = new HttpLimits(
            8,
            SMALL,
            2 * SMALL,
            SMALL,
            SMALL,
            10,
            Duration.ofMillis(400),
            Duration.ofMillis(400),
            100_000,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30));

    private final NettyNetwork network =
            NettyNetwork.open(TransportConfig.builder().ioThreads(1).build());
    private final List<Route> routes = new ArrayList<>();
    private HttpServer server = start(HttpLimits.DEFAULT);

    private HttpServer start(HttpLimits limits) {
        routes.clear();
        routes.add(new Route(10, "/echo", HttpServerIT::echo));
        routes.add(new Route(10, "/path", exchange -> answer(exchange, exchange.path())));
        routes.add(new Route(
                10,
                "/length",
                exchange -> exchange.receive(
                        exchange.config().limits().maxBodyBytes(),
                        new Text(exchange, text -> String.valueOf(text.length())))));
        HttpServer started = new HttpServer(
                network, HttpConfig.builder().port(0).limits(limits).build(), List.copyOf(routes), Optional.empty());
        started.listen();
        return started;
    }

    private static void answer(HttpExchange exchange, String text) {
        exchange.respond(HttpReply.text(HttpResponseStatus.OK, text));
    }

    private static void echo(HttpExchange exchange) {
        if (exchange.method().equals(HttpMethod.POST)) {
            exchange.receive(SMALL, new Text(exchange, text -> text));
        } else {
            answer(exchange, exchange.query().last("a").orElse(""));
        }
    }

    /// Answers with what becomes of the body.
    private static final class Text implements BodyReceiver {

        private final HttpExchange exchange;
        private final java.util.function.UnaryOperator<String> answer;
        private final ByteBuf body = Unpooled.buffer();

        private Text(HttpExchange exchange, java.util.function.UnaryOperator<String> answer) {
            this.exchange = exchange;
            this.answer = answer;
        }

        @Override
        public void data(ByteBuf piece, Runnable more) {
            body.writeBytes(piece);
            exchange.loop().execute(more);
        }

        @Override
        public void end() {
            HttpServerIT.answer(exchange, answer.apply(body.toString(UTF_8)));
        }

        @Override
        public void abort() {
            body.clear();
        }
    }

    @AfterEach
    void stop() {
        server.closeListeners();
        server.close();
        network.close();
    }

    private void limit() {
        server.closeListeners();
        server = start(LIMITS);
    }

    private RawClient client() throws IOException {
        return new RawClient(server.addresses().getFirst());
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    @Test
    void keepsTheConnectionAliveAfterEachAnswer() throws IOException { // P7
        try (RawClient client = client()) {
            RawClient.Answer first = client.send(get("/echo?a=1")).answer();
            RawClient.Answer second = client.send(get("/echo?a=2")).answer();

            assertThat(first.body()).isEqualTo("1\n");
            assertThat(second.body()).isEqualTo("2\n");
            assertThat(first.headers()).containsKeys("date", "content-length").doesNotContainKey("connection");
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() throws IOException { // 1.7
        try (RawClient client = client()) {
            client.send(get("/echo?a=1")
                    + "POST /echo HTTP/1.1\r\nContent-Length: 1\r\n\r\n2"
                    + get("/echo?a=3")
                    + get("/nowhere")
                    + get("/echo?a=4"));

            assertThat(client.answer().body()).isEqualTo("1\n");
            assertThat(client.answer().body()).isEqualTo("2\n");
            assertThat(client.answer().body()).isEqualTo("3\n");
            assertThat(client.answer().status()).isEqualTo(404);
            assertThat(client.answer().body()).isEqualTo("4\n");
        }
    }

    @Test
    void closesAfterTheAnswerWhenTheClientWantsItOrSpeaksHttp10() throws IOException {
        for (String head : List.of("HTTP/1.1\r\nConnection: close", "HTTP/1.0")) {
            try (RawClient client = client()) {
                client.send("GET /echo?a=1 " + head + "\r\n\r\n");

                assertThat(client.answer().headers()).containsEntry("connection", "close");
                assertThat(client.rest()).isEmpty();
            }
        }
    }

    @Test
    void takesBodiesInPiecesAndChunks() throws IOException { // P2: split over segments
        try (RawClient client = client()) {
            client.send("POST /echo HTTP/1.1\r\nContent-Length: 4\r\n\r\nab").send("cd");
            assertThat(client.answer().body()).isEqualTo("abcd\n");

            client.send("POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n2\r\nbc\r\n0\r\n\r\n");
            assertThat(client.answer().body()).isEqualTo("abc\n");
        }
    }

    @Test
    void takesVeryManyTinyChunksWithoutEnd() throws IOException {
        try (RawClient client = client()) {
            int count = 20_000;
            client.send("POST /length HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "1\r\nx\r\n".repeat(count)
                    + "0\r\n\r\n");

            assertThat(client.answer().body()).isEqualTo(count + "\n");
        }
    }

    @Test
    void saysContinueToWhoWaitsForIt() throws IOException { // 1.3
        try (RawClient client = client()) {
            client.send("POST /echo HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(client.answerWithoutBody().status()).isEqualTo(100);

            assertThat(client.send("ab").answer().body()).isEqualTo("ab\n");
        }
    }

    @Test
    void answersHeadWithTheLengthAndNoBody() throws IOException { // P34
        try (RawClient client = client()) {
            RawClient.Answer answer =
                    client.send("HEAD /echo?a=12 HTTP/1.1\r\n\r\n").answerWithoutBody();

            assertThat(answer.headers()).containsEntry("content-length", "3");
            assertThat(client.send(get("/echo?a=1")).answer().body()).isEqualTo("1\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GOO /echo HTTP/1.1|501", // P1
                "get /echo HTTP/1.1|501",
                "GET /echo HTTP/2.0|505",
                "GET echo HTTP/1.1|400",
                "nonsense|400",
                "GET /nowhere HTTP/1.1|404",
                "GET /echoes HTTP/1.1|404", // whole segments
            })
    void refusesWhatIsNoRequestOrGoesNowhere(String line, int status) throws IOException { // 1.2, 1.7
        try (RawClient client = client()) {
            assertThat(client.send(line + "\r\n\r\n").answer().status()).isEqualTo(status);
        }
    }

    @Test
    void takesAbsoluteTargetsAndDecodesThePathOnce() throws IOException {
        try (RawClient client = client()) {
            client.send(get("http://some.where/path/a%2520b?x#y"));

            assertThat(client.answer().body()).isEqualTo("/path/a%20b\n");
        }
    }

    @Test
    void refusesLongLinesHeadsAndBodies() throws IOException { // 1.7
        limit();
        String line = "GET /" + "x".repeat(SMALL) + " HTTP/1.1\r\n\r\n";
        String head = "GET / HTTP/1.1\r\nX: " + "x".repeat(2 * SMALL) + "\r\n\r\n";
        String announced = "POST /echo HTTP/1.1\r\nContent-Length: 1001\r\n\r\n";
        String sent = "POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" + "x".repeat(1001) + "\r\n";

        assertThat(refusalOf(line)).isEqualTo(414);
        assertThat(refusalOf(head)).isEqualTo(431);
        assertThat(refusalOf(announced)).isEqualTo(413);
        assertThat(refusalOf(sent)).isEqualTo(413);
    }

    private int refusalOf(String request) throws IOException {
        try (RawClient client = client()) {
            RawClient.Answer answer = client.send(request).answer();
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(answer.body()).contains("limit");
            return answer.status();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /echo HTTP/1.1\r\n",
                "POST /echo HTTP/1.1\r\nContent-Length: 500\r\n\r\nabc",
                "GET /echo?a=1 HTTP/1.1\r\n\r\n"
            })
    void closesConnectionsThatSayNothingMore(String begin) throws IOException { // 1.7
        limit();
        try (RawClient client = client()) {
            String rest = client.send(begin).rest();

            assertThat(rest)
                    .satisfiesAnyOf(
                            text -> assertThat(text).isEmpty(),
                            text -> assertThat(text).startsWith("HTTP/1.1 408"),
                            text -> assertThat(text).endsWith("1\n"));
        }
    }

    @Test
    void doesNotTimeARequestThatIsBeingAnswered() throws IOException { // 1.7
        limit();
        CompletableFuture<HttpExchange> asked = new CompletableFuture<>();
        server.closeListeners();
        server = new HttpServer(
                network,
                HttpConfig.builder().port(0).limits(LIMITS).build(),
                List.of(new Route(0, "", asked::complete)),
                Optional.empty());
        server.listen();
        try (RawClient client = client();
                RawClient silent = client()) {
            client.send(get("/slow"));
            HttpExchange exchange = asked.join();

            silent.rest(); // has its time over meanwhile
            answer(exchange, "late");

            assertThat(client.answer().body()).isEqualTo("late\n");
        }
    }

    @Test
    void answersWhoHasShutItsOutputDown() throws IOException {
        try (RawClient client = client()) {
            client.send(get("/echo?a=1")).endOutput();

            assertThat(client.rest()).endsWith("1\n");
        }
    }

    @Test
    void asksTheNextRouteWhenOneDeclines() throws IOException { // 1.1
        server.closeListeners();
        server = new HttpServer(
                network,
                HttpConfig.builder().port(0).build(),
                List.of(
                        new Route(0, "", exchange -> answer(exchange, "last")),
                        new Route(5, "/a", HttpExchange::decline),
                        new Route(5, "/a/b", exchange -> Thread.ofVirtual().start(exchange::decline)),
                        new Route(1, "/a", exchange -> answer(exchange, "a"))),
                Optional.empty());
        server.listen();
        try (RawClient client = client()) {
            assertThat(client.send(get("/a/b/c")).answer().body()).isEqualTo("a\n");
            assertThat(client.send(get("/b")).answer().body()).isEqualTo("last\n");
        }
    }

    @Test
    void closesFurtherConnectionsThanThereMayBe(LogCapture logs) throws IOException {
        logs.expect("as many as there may be");
        limit();
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < LIMITS.maxConnections(); i++) {
                clients.add(client());
                assertThat(clients.getLast().send(get("/echo?a=1")).answer().status())
                        .isEqualTo(200);
            }
            try (RawClient further = client()) {
                assertThatThrownBy(() -> further.send(get("/echo")).answer()).isInstanceOf(IOException.class);
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void drainsByAnsweringWhatWasAskedAndRefusingTheRest() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CompletableFuture<HttpExchange> asked = new CompletableFuture<>();
        server.closeListeners();
        server = new HttpServer(
                network,
                HttpConfig.builder().port(0).build(),
                List.of(new Route(0, "", exchange -> {
                    asked.complete(exchange);
                    arrived.countDown();
                })),
                Optional.empty());
        server.listen();
        try (RawClient busy = client();
                RawClient idle = client()) {
            busy.send(get("/x"));
            arrived.await();

            CompletableFuture<Void> drained = server.drain();
            assertThat(idle.rest()).isEmpty();
            assertThat(drained).isNotDone();
            answer(asked.join(), "done");

            RawClient.Answer answer = busy.answer();
            assertThat(answer.body()).isEqualTo("done\n");
            assertThat(answer.headers()).containsEntry("connection", "close");
            drained.get(10, TimeUnit.SECONDS);
            assertThatThrownBy(() -> busy.send(get("/x")).answer())
                    .isInstanceOfAny(EOFException.class, IOException.class);
        }
    }
}
