package afb4j.server.http.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.server.http.HttpReply;
import afb4j.server.http.HttpServer;
import afb4j.server.http.Route;
import afb4j.server.http.config.HttpConfig;
import afb4j.server.http.config.TlsFiles;
import afb4j.server.http.file.FileRoutes;
import afb4j.testkit.LogCapture;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.Address;
import afb4j.transport.TransportConfig;
import afb4j.transport.netty.NettyNetwork;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// HTTPS over real sockets (http-and-wsj1.md 7.2).
@SuppressWarnings("FutureReturnValueIgnored") // the network waits for what the server ends
@ExtendWith(ThreadLeaks.class)
final class ServerTlsIT {

    private static final int TIMEOUT_MILLIS = 20_000;

    private static TestCertificate first;
    private static TestCertificate second;

    @TempDir
    Path work;

    private final NettyNetwork network =
            NettyNetwork.open(TransportConfig.builder().ioThreads(1).build());
    private final LogCapture logs = LogCapture.start();
    private TlsFiles files;
    private HttpServer server;
    private int port;

    @BeforeAll
    static void makeCertificates(@TempDir Path folder) throws IOException, InterruptedException {
        first = TestCertificate.make(folder, "-keyalg", "EC", "-groupname", "secp256r1");
        second = TestCertificate.make(folder, "-keyalg", "RSA", "-keysize", "2048");
    }

    @BeforeEach
    void start() throws Exception {
        files = new TlsFiles(work.resolve("cert.pem"), work.resolve("key.pem"));
        write(first);
        Path www = Files.createDirectories(work.resolve("www"));
        Files.writeString(www.resolve("large.txt"), "0123456789".repeat(500_000));
        HttpConfig config =
                HttpConfig.builder().port(0).rootHttp(www).tls(files).build();
        List<Route> routes = new ArrayList<>(FileRoutes.of(config, network.loop()::nanoTime, InstantSource.system()));
        routes.add(new Route(
                10,
                "/secure",
                exchange -> exchange.respond(HttpReply.text(
                        HttpResponseStatus.OK,
                        String.valueOf(exchange.connection().isSecure())))));
        server = new HttpServer(
                network,
                config,
                routes,
                Optional.of(
                        () -> ServerTls.open(files, network.loop(), Duration.ofMillis(20), InstantSource.system())));
        server.listen();
        port = ((Address.Tcp) server.addresses().getFirst()).port();
    }

    @AfterEach
    void stop() {
        server.closeListeners();
        server.close();
        network.close();
        logs.verify();
        logs.close();
    }

    private void write(TestCertificate certificate) throws Exception {
        replace(files.key(), certificate.keyPem());
        replace(files.certificate(), certificate.certificatePem());
    }

    /// All at once, as who looks meanwhile would see half of it.
    private void replace(Path file, String text) throws IOException {
        Path aside = Files.writeString(work.resolve("aside"), text);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static SSLContext trusting(TestCertificate... certificates) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (TestCertificate each : certificates) {
            store.setCertificateEntry(each.certificate().getSerialNumber().toString(), each.certificate());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), new SecureRandom());
        return context;
    }

    /// An answer, and whose it is.
    private record Answer(int status, String body, Certificate certificate) {}

    private Answer get(String path, String... headers) throws Exception {
        URL url = URI.create("https://localhost:" + port + path).toURL();
        HttpsURLConnection connection = (HttpsURLConnection) url.openConnection();
        connection.setSSLSocketFactory(trusting(first, second).getSocketFactory());
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        for (int i = 0; i < headers.length; i += 2) {
            connection.setRequestProperty(headers[i], headers[i + 1]);
        }
        try (InputStream body = connection.getInputStream()) {
            return new Answer(
                    connection.getResponseCode(),
                    new String(body.readAllBytes(), UTF_8),
                    connection.getServerCertificates()[0]);
        }
    }

    @Test
    void speaksToTheClientOfTheJdk() throws Exception {
        Answer answer = get("/secure");

        assertThat(answer.body()).isEqualTo("true\n");
        assertThat(answer.certificate()).isEqualTo(first.certificate());
    }

    @Test
    void sendsFilesAndTheirParts() throws Exception {
        String large = "0123456789".repeat(500_000);

        assertThat(get("/large.txt").body()).isEqualTo(large);
        assertThat(get("/large.txt", "Range", "bytes=4999998-").body()).isEqualTo("89");
        assertThat(get("/large.txt", "Range", "bytes=0-0,-1").body())
                .contains("\r\n\r\n0\r\n")
                .contains("\r\n\r\n9\r\n");
    }

    private SSLSocket socket(String... protocols) throws Exception {
        SSLSocket socket = (SSLSocket) trusting(first).getSocketFactory().createSocket();
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress("localhost", port), TIMEOUT_MILLIS);
        socket.setEnabledProtocols(protocols);
        return socket;
    }

    @Test
    void speaksModernProtocolsOnly() throws Exception {
        try (SSLSocket newest = socket("TLSv1.2", "TLSv1.3")) {
            newest.startHandshake();
            assertThat(newest.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
        try (SSLSocket modern = socket("TLSv1.2")) {
            SSLParameters parameters = modern.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            modern.setSSLParameters(parameters);
            modern.startHandshake();
            assertThat(modern.getSession().getCipherSuite())
                    .startsWith("TLS_ECDHE_")
                    .containsAnyOf("GCM", "POLY1305");
            assertThat(modern.getApplicationProtocol()).isEqualTo("http/1.1");
        }
        try (SSLSocket weak = socket("TLSv1.2")) {
            weak.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"});
            assertThatThrownBy(weak::startHandshake).isInstanceOf(IOException.class);
        }
    }

    @Test
    void answersNothingToWhoSpeaksPlainHttp() throws Exception {
        try (Socket plain = new Socket("localhost", port)) {
            plain.setSoTimeout(TIMEOUT_MILLIS);
            plain.getOutputStream().write("GET /secure HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
            assertThat(new String(plain.getInputStream().readAllBytes(), UTF_8)).doesNotContain("true");
        }
        assertThat(get("/secure").status()).isEqualTo(200);
    }

    @Test
    void takesUpANewCertificate() throws Exception {
        logs.tolerate("HTTPS goes on with the certificate it has"); // between the writing of key and certificate
        try (SSLSocket open = socket("TLSv1.3")) {
            open.startHandshake();

            write(second);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> get("/secure").certificate().equals(second.certificate()));
            open.getOutputStream().write("GET /secure HTTP/1.0\r\n\r\n".getBytes(UTF_8));
            assertThat(new String(open.getInputStream().readAllBytes(), UTF_8))
                    .as("what was open goes on")
                    .endsWith("true\n");
        }
    }

    @Test
    void staysWithTheCertificateItHasWhenTheNewOneIsBroken() throws Exception {
        logs.expect("HTTPS goes on with the certificate it has: the certificate file of HTTPS, " + files.certificate());
        replace(files.certificate(), "nonsense");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> warnings() > 0);

        assertThat(get("/secure").certificate()).isEqualTo(first.certificate());

        replace(files.certificate(), first.certificatePem());
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> logs.messages(java.util.logging.Level.INFO).stream()
                        .anyMatch(message -> message.startsWith("HTTPS: new connections get the certificate")));
        assertThat(warnings()).as("told once").isEqualTo(1);
        assertThat(get("/secure").status()).isEqualTo(200);
    }

    private long warnings() {
        return logs.messages(java.util.logging.Level.WARNING).stream()
                .filter(message -> message.startsWith("HTTPS goes on"))
                .count();
    }

    @Test
    void warnsOfACertificateThatEnds() throws Exception {
        TestCertificate old = TestCertificate.make(work, "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "3");
        logs.expect("is valid until");
        TlsFiles soon = new TlsFiles(
                Files.writeString(work.resolve("old.pem"), old.certificatePem()),
                Files.writeString(work.resolve("old-key.pem"), old.keyPem()));

        ServerTls.open(soon, network.loop(), Duration.ofHours(1), InstantSource.system())
                .close();

        assertThat(logs.messages(java.util.logging.Level.WARNING))
                .anyMatch(message -> message.contains(soon.certificate() + " is valid until "));
    }
}
