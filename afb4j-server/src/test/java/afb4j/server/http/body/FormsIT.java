package afb4j.server.http.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.server.http.HttpExchange;
import afb4j.server.http.HttpReply;
import afb4j.server.http.HttpServer;
import afb4j.server.http.RawClient;
import afb4j.server.http.RawClient.Answer;
import afb4j.server.http.Route;
import afb4j.server.http.config.HttpConfig;
import afb4j.server.http.config.HttpLimits;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.TransportConfig;
import afb4j.transport.netty.NettyNetwork;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Forms over real sockets (http-and-wsj1.md 1.3; P3, P4; vectors args-form, multipart).
@SuppressWarnings("FutureReturnValueIgnored") // the network waits for what the server ends
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class FormsIT {

    private static final int MAX_BODY_BYTES = 10_000;
    private static final int MAX_UPLOAD_BYTES = 1_000_000;
    private static final String URL_ENCODED = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data; boundary=XX";
    private static final String FILE_HEAD =
            "--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x.txt\"\r\n\r\n";
    private static final String END = "\r\n--XX--\r\n";

    @TempDir
    Path folder;

    private final NettyNetwork network =
            NettyNetwork.open(TransportConfig.builder().ioThreads(1).build());
    private HttpServer server;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        HttpLimits defaults = HttpLimits.DEFAULT;
        HttpLimits limits = new HttpLimits(
                10,
                defaults.maxLineBytes(),
                defaults.maxHeadBytes(),
                MAX_BODY_BYTES,
                MAX_UPLOAD_BYTES,
                20,
                defaults.idleTimeout(),
                defaults.headTimeout(),
                defaults.minBytesPerSecond(),
                defaults.pingInterval(),
                defaults.pongTimeout());
        FormReader reader = new FormReader(limits, UploadFolder.open(folder, 3L * MAX_UPLOAD_BYTES));
        Route route = new Route(0, "/form", exchange -> reader.read(exchange, new Describe(exchange)));
        server = new HttpServer(
                network, HttpConfig.builder().port(0).limits(limits).build(), List.of(route), Optional.empty());
        server.listen();
        client = new RawClient(server.addresses().getFirst());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.closeListeners();
        server.close();
        network.close();
    }

    /// Answers with the fields of a form, files by their content.
    private record Describe(HttpExchange exchange) implements FormListener {

        @Override
        public void onForm(Form form) {
            StringBuilder text = new StringBuilder();
            for (FormField field : form.fields()) {
                text.append(field.name()).append('=').append(text(field)).append(' ');
            }
            form.close();
            exchange.respond(HttpReply.text(HttpResponseStatus.OK, text.toString()));
        }

        private static String text(FormField field) {
            return switch (field) {
                case FormField.Text(String _, String value) -> value;
                case FormField.File(String _, String fileName, Path path) -> fileName + ":" + content(path);
            };
        }

        private static String content(Path path) {
            try {
                return Files.size(path) > 100 ? Files.size(path) + " bytes" : Files.readString(path);
            } catch (IOException cause) {
                throw new UncheckedIOException(cause);
            }
        }

        @Override
        public void onRefused(HttpReply reply) {
            exchange.respond(reply);
        }
    }

    private static String head(String type, String... headers) {
        return "POST /form HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n"
                + Stream.of(headers).map(header -> header + "\r\n").reduce("", String::concat);
    }

    private Answer post(String type, String body) throws IOException {
        String bytes = new String(body.getBytes(UTF_8), java.nio.charset.StandardCharsets.ISO_8859_1);
        return client.send(head(type, "Content-Length: " + bytes.length()) + "\r\n" + bytes)
                .answer();
    }

    private void assertNoFileIsLeft() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            try (Stream<Path> files = Files.list(folder)) {
                return files.findAny().isEmpty();
            }
        });
    }

    // ---- url-encoded

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a=1&b=%20x+y&c&d= | \"a=1 b= x y c= d= \"",
                "\"\"              | \"\"",
                "a=1&a=2           | \"a=1 a=2 \"",
                "a=%C3%A4&=x&&b    | \"a=Ã¤ =x b= \"",
                "a=100%&b=%zz      | \"a=100% b=%zz \"",
                "a=1;b=2           | \"a=1;b=2 \"",
            })
    void readsUrlEncodedForms(String body, String fields) throws IOException {
        assertThat(post(URL_ENCODED, body)).isEqualTo(post(URL_ENCODED + "; charset=utf-8", body));
        assertThat(post(URL_ENCODED, body).body()).isEqualTo(fields + "\n");
    }

    @Test
    void refusesUrlEncodedFormsWithTooMuch() throws IOException {
        assertThat(post(URL_ENCODED, "a&".repeat(20)).status()).isEqualTo(200);
        assertThat(post(URL_ENCODED, "a&".repeat(21)))
                .returns(413, Answer::status)
                .returns("the form has more than 20 fields, which is the limit here\n", Answer::body);
        assertThat(post(URL_ENCODED, "a=" + "x".repeat(MAX_BODY_BYTES)).status())
                .isEqualTo(413);
    }

    // ---- multipart

    @Test
    void readsTextsAndFiles() throws IOException { // P4
        String body =
                "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nva\r\n" + FILE_HEAD + "content\r\n!" + END;

        assertThat(post(MULTIPART, body))
                .returns(200, Answer::status)
                .returns("a=va f=x.txt:content\r\n! \n", Answer::body);
        assertThat(post("Multipart/Form-Data; charset=utf-8; boundary=\"XX\"", body)
                        .status())
                .isEqualTo(200);
        assertNoFileIsLeft();
    }

    @Test
    void readsBodiesThatComeByteByByte() throws IOException {
        String body = FILE_HEAD + "con\r\n--Xtent" + END;

        client.send(head(MULTIPART, "Transfer-Encoding: chunked") + "\r\n");
        for (int i = 0; i < body.length(); i++) {
            client.send("1\r\n" + body.charAt(i) + "\r\n");
        }
        Answer answer = client.send("0\r\n\r\n").answer();

        assertThat(answer.body()).isEqualTo("f=x.txt:con\r\n--Xtent \n");
        assertNoFileIsLeft();
    }

    @Test
    void takesFilesAsLargeAsItMay() throws IOException {
        String body = FILE_HEAD + "\r\n-".repeat(MAX_UPLOAD_BYTES / 3 - 100) + END;

        assertThat(post(MULTIPART, body).body()).isEqualTo("f=x.txt:" + (MAX_UPLOAD_BYTES / 3 - 100) * 3 + " bytes \n");
        assertNoFileIsLeft();
    }

    @Test
    void asksForTheBodyWhenTheClientWaits() throws IOException {
        String body = FILE_HEAD + "content" + END;
        client.send(head(MULTIPART, "Expect: 100-continue", "Content-Length: " + body.length()) + "\r\n");

        assertThat(client.answerWithoutBody().status()).isEqualTo(100);
        assertThat(client.send(body).answer().body()).isEqualTo("f=x.txt:content \n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--XX\r\n", FILE_HEAD + "content", FILE_HEAD + "content\r\n--XX\r\n", "--YY--", "x"})
    void refusesBodiesWhoseBoundariesDoNotFit(String body) throws IOException {
        Answer answer = post(MULTIPART, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("expected");
        assertNoFileIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "; boundary=", "; boundary=\"", "; boundary=a\tb", "; boundary=\"a \"", "; boundary=ä"})
    void refusesTypesWithoutBoundary(String parameters) throws IOException {
        Answer answer = post("multipart/form-data" + parameters, FILE_HEAD + END);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).startsWith("expected Content-Type: multipart/form-data; boundary=TEXT");
    }

    @Test
    void refusesABodyThatIsAnnouncedToBeLong() throws IOException {
        Answer answer = client.send(head(MULTIPART, "Content-Length: 100000000") + "\r\n")
                .answer();

        assertThat(answer.status()).isEqualTo(413);
        assertNoFileIsLeft();
    }

    @Test
    void refusesABodyThatBecomesLong() throws IOException {
        client.send(head(MULTIPART, "Transfer-Encoding: chunked") + "\r\n");
        String piece = FILE_HEAD + "x".repeat(10_000);
        String chunk = Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n";
        client.send(chunk.repeat(MAX_UPLOAD_BYTES / 10_000 + 1));

        assertThat(client.answer().status()).isEqualTo(413);
        assertNoFileIsLeft();
    }

    @Test
    void refusesManyParts() throws IOException {
        assertThat(post(MULTIPART, (FILE_HEAD + "x\r\n").repeat(21) + "--XX--"))
                .returns(413, Answer::status)
                .returns("the form has more than 20 parts, which is the limit here\n", Answer::body);
        assertNoFileIsLeft();
    }

    @Test
    void refusesLongTexts() throws IOException {
        String text =
                "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" + "x".repeat(MAX_BODY_BYTES + 1) + END;

        assertThat(post(MULTIPART, text))
                .returns(413, Answer::status)
                .returns("the texts of the form are longer than 10000 bytes, which is the limit here\n", Answer::body);
    }

    @Test
    void deletesWhatAClientHasSentThatGoesAway() throws IOException {
        client.send(head(MULTIPART, "Content-Length: 1000") + "\r\n" + FILE_HEAD + "half");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            try (Stream<Path> files = Files.list(folder)) {
                return files.findAny().isPresent();
            }
        });

        client.close();

        assertNoFileIsLeft();
    }

    @Test
    void goesOnWithTheNextRequest() throws IOException {
        for (int i = 0; i < 20; i++) {
            assertThat(post(MULTIPART, FILE_HEAD + i + END).body()).isEqualTo("f=x.txt:" + i + " \n");
        }
        assertNoFileIsLeft();
    }

    // ---- compressed

    @ParameterizedTest
    @ValueSource(strings = {URL_ENCODED, MULTIPART})
    void refusesCompressedBodies(String type) throws IOException {
        Answer answer = client.send(head(type, "Content-Encoding: gzip", "Content-Length: 3") + "\r\nabc")
                .answer();

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.headers()).containsEntry("accept-encoding", "identity");
        assertThat(answer.body()).isEqualTo("bodies with a Content-Encoding are not taken: send it without\n");
    }

    @Test
    void takesBodiesThatAreCalledUncompressed() throws IOException {
        Answer answer = client.send(head(URL_ENCODED, "Content-Encoding: identity", "Content-Length: 3") + "\r\na=1")
                .answer();

        assertThat(answer.body()).isEqualTo("a=1 \n");
    }
}
