package afb4j.system.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.api.Api;
import afb4j.api.BinderException;
import afb4j.api.Json;
import afb4j.server.Binder;
import afb4j.server.http.config.HttpConfig;
import afb4j.server.http.config.TlsFiles;
import afb4j.testkit.NoWarnings;
import afb4j.transport.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A client written by others at the files, forms and encryption of a whole binder: http-and-wsj1.md 1.3, 5, 7.2;
/// issue 5.
@Timeout(120)
@ExtendWith(NoWarnings.class)
final class JdkHttpClientIT {

    private static final String PAGE = "<h1>page</h1>\n".repeat(10_000);

    @TempDir
    Path work;

    private Path uploads;
    private HttpConfig.Builder http;

    @BeforeEach
    void makeFolders() throws IOException {
        Path www = Files.createDirectories(work.resolve("www"));
        uploads = Files.createDirectories(work.resolve("uploads"));
        Files.writeString(www.resolve("index.html"), PAGE);
        Files.writeString(work.resolve("secret.txt"), "secret");
        http = HttpConfig.builder().port(0).rootHttp(www).uploadDir(uploads);
    }

    private Binder start() {
        Api files = Api.builder("files")
                .verb("read", request -> {
                    Path path = Path.of(at(request.json(), "picture", "path").asText());
                    request.reply(Json.object()
                            .put("sent", request.json())
                            .put("content", Json.of(content(path)))
                            .put("path", Json.of(path.toString()))
                            .build());
                })
                .build();
        return Binder.builder().api(files).http(http.build()).start();
    }

    private static Json at(Json json, String... names) {
        Json found = json;
        for (String name : names) {
            found = found.member(name).orElseThrow();
        }
        return found;
    }

    private static String content(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static HttpRequest.Builder request(Binder binder, String scheme, String path) {
        int port = ((Address.Tcp) binder.httpAddresses().getFirst()).port();
        return HttpRequest.newBuilder(URI.create(scheme + "://localhost:" + port + path));
    }

    @Test
    void getsFiles() throws Exception {
        try (Binder binder = start();
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> page = client.send(request(binder, "http", "/").build(), BodyHandlers.ofString());
            HttpResponse<String> again = client.send(
                    request(binder, "http", "/")
                            .header(
                                    "If-None-Match",
                                    page.headers().firstValue("etag").orElseThrow())
                            .build(),
                    BodyHandlers.ofString());
            HttpResponse<String> secret =
                    client.send(request(binder, "http", "/%2e%2e/secret.txt").build(), BodyHandlers.ofString());

            assertThat(page.body()).isEqualTo(PAGE);
            assertThat(again).returns(304, HttpResponse::statusCode).returns("", HttpResponse::body);
            assertThat(secret.statusCode()).isEqualTo(404); // P18
        }
    }

    @Test
    void sendsAFileToAVerb() throws Exception { // P4
        String content = "0123456789".repeat(100_000);
        String body = "--b\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a/b.jpg\"\r\n\r\n" + content
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nSea\r\n--b--\r\n";
        try (Binder binder = start();
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    request(binder, "http", "/api/files/read?title=query&more=1")
                            .header("Content-Type", "multipart/form-data; boundary=b")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());

            Json reply = at(Json.parse(answer.body()), "response");
            assertThat(at(reply, "content").asText()).isEqualTo(content);
            assertThat(at(reply, "sent", "title").asText()).isEqualTo("Sea");
            assertThat(at(reply, "sent", "more").asText()).isEqualTo("1");
            assertThat(at(reply, "sent", "picture", "file").asText()).isEqualTo("b.jpg");
            assertThat(Path.of(at(reply, "path").asText()).getParent()).isEqualTo(uploads);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> isEmpty(uploads));
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    @Test
    void speaksHttps() throws Exception {
        SelfSigned certificate = SelfSigned.make(work);
        http.tls(new TlsFiles(certificate.certificateFile(), certificate.keyFile()));
        try (Binder binder = start();
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(certificate.trustingContext())
                        .build()) {
            HttpResponse<String> page =
                    client.send(request(binder, "https", "/").build(), BodyHandlers.ofString());

            assertThat(page.body()).isEqualTo(PAGE);
            assertThat(page.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(page.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void isNotServedWithoutTheFilesOfHttps() {
        Path absent = work.resolve("absent.pem");
        http.tls(new TlsFiles(absent, absent));

        assertThatThrownBy(this::start)
                .isInstanceOf(BinderException.class)
                .hasMessage("the certificate file of HTTPS, " + absent + ", does not exist, expected a PEM file");
    }
}
