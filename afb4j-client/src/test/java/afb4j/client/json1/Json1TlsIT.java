package afb4j.client.json1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import afb4j.api.Json;
import afb4j.testkit.NoWarnings;
import afb4j.transport.TransportException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Whose certificates a client of `wss` takes.
@ExtendWith(NoWarnings.class)
@Timeout(60)
final class Json1TlsIT {

    private static final String PASSWORD = "secret";

    @TempDir
    static Path folder;

    private static ServerSocketFactory sockets;

    private PlayedBinder binder;

    /// A certificate for `localhost` that is signed by itself, in a store of keys and as PEM.
    @BeforeAll
    static void makeCertificate() throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        int code = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "binder",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=binder",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(code).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Files.writeString(
                folder.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate("binder").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        sockets = context.getServerSocketFactory();
    }

    @BeforeEach
    void play() throws IOException {
        binder = new PlayedBinder(sockets, 0);
    }

    @AfterEach
    void end() {
        binder.close();
    }

    private String uri(String host) {
        return "wss://" + host + ":" + binder.port() + "/api";
    }

    private void assertCalls(Json1ClientBuilder builder) {
        try (Json1Client client = builder.once().connect()) {
            assertThat(client.call("a", "echo", 1).json()).isEqualTo(Json.of(1));
        }
    }

    private static void assertFails(Json1ClientBuilder builder, String why) {
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> builder.connect().close())
                .withMessageContaining(why);
    }

    @Test
    void takesCertificateOfAnAuthorityFromFile() {
        assertCalls(Json1Client.to(uri("localhost")).trust(TlsTrust.ofPem(folder.resolve("ca.pem"))));
    }

    @Test
    void takesAnyCertificateIfAsked() {
        assertCalls(Json1Client.to(uri("127.0.0.1")).trust(TlsTrust.ofAnybody()));
    }

    @Test
    void refusesCertificateThatNobodyKnows() {
        assertFails(
                Json1Client.to(uri("localhost")),
                "the certificate of the binder is signed by no authority that is trusted here");
    }

    @Test
    void refusesCertificateForAnotherHost() {
        assertFails(
                Json1Client.to(uri("127.0.0.1")).trust(TlsTrust.ofPem(folder.resolve("ca.pem"))),
                "the certificate of the binder is not for 127.0.0.1");
    }

    @Test
    void saysWhereThereIsNoTls() throws IOException {
        try (PlayedBinder plain = new PlayedBinder()) {
            plain.refusal = "HTTP/1.1 400 Bad Request\r\n\r\n";
            assertFails(Json1Client.to("wss://localhost:" + plain.port() + "/api"), "there is no TLS at localhost");
        }
    }

    @Test
    void saysWhereThereIsNothingButTls() {
        assertFails(Json1Client.to("ws://localhost:" + binder.port() + "/api"), "there is no HTTP at localhost");
    }

    @Test
    void saysWhatIsWrongWithFileOfAuthorities() throws IOException {
        Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> TlsTrust.ofPem(folder.resolve("none.pem")))
                .withMessageStartingWith("there is no file ");
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> TlsTrust.ofPem(text))
                .withMessageContaining("has no certificate");
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> TlsTrust.ofPem(empty))
                .withMessageContaining("has no certificate");
    }
}
