package afb4j.server.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.server.http.config.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificate and key of HTTPS, and what is said of files that do not hold them (http-and-wsj1.md 7.2).
final class PemFilesTest {

    private static TestCertificate rsa;
    private static TestCertificate ec;
    private static TestCertificate otherEc;
    private static TestCertificate ed;

    @TempDir
    Path work;

    private Path certificate;
    private Path key;

    @BeforeAll
    static void makeCertificates(@TempDir Path folder) throws IOException, InterruptedException {
        rsa = TestCertificate.make(folder, "-keyalg", "RSA", "-keysize", "2048");
        ec = TestCertificate.make(folder, "-keyalg", "EC", "-groupname", "secp256r1");
        otherEc = TestCertificate.make(folder, "-keyalg", "EC", "-groupname", "secp384r1");
        ed = TestCertificate.make(folder, "-keyalg", "Ed25519");
    }

    @BeforeEach
    void writeFiles() throws Exception {
        certificate = Files.writeString(work.resolve("cert.pem"), ec.certificatePem());
        key = Files.writeString(work.resolve("key.pem"), ec.keyPem());
    }

    private PemFiles load() {
        return PemFiles.load(new TlsFiles(certificate, key));
    }

    @Test
    void areReadForKeysOfAllKinds() throws Exception {
        for (TestCertificate each : new TestCertificate[] {rsa, ec, otherEc, ed}) {
            Files.writeString(certificate, each.certificatePem());
            Files.writeString(key, each.keyPem());

            assertThat(load().chain()).containsExactly(each.certificate());
            assertThat(load().key()).isEqualTo(each.key());
        }
    }

    @Test
    void mayHoldKeysInTheirOldForms() throws Exception {
        Files.writeString(
                key,
                "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
                        + TestCertificate.pem("EC PRIVATE KEY", ec.bareKey()));
        assertThat(load().key()).isEqualTo(ec.key());

        Files.writeString(certificate, rsa.certificatePem());
        Files.writeString(key, TestCertificate.pem("RSA PRIVATE KEY", rsa.bareKey()));
        assertThat(load().key()).isEqualTo(rsa.key());
    }

    @Test
    void mayBeOneFileWithAChainAndComments() throws Exception {
        Files.writeString(
                certificate,
                "Bag Attributes\n  friendlyName: it\n" + ec.keyPem()
                        + ec.certificatePem().replace("\n", "\r\n") + "issuer\n" + rsa.certificatePem());
        key = certificate;

        assertThat(load().chain()).containsExactly(ec.certificate(), rsa.certificate());
        assertThat(load().key()).isEqualTo(ec.key());
    }

    private void assertRefused(Path file, String why) {
        assertThatThrownBy(this::load)
                .isInstanceOf(TlsException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(why);
    }

    @Test
    void areNamedWhenTheyAreNotThere() throws IOException {
        Files.delete(key);
        assertRefused(key, "the key file of HTTPS, ");
        assertRefused(key, "does not exist, expected a PEM file");

        Files.delete(certificate);
        assertRefused(certificate, "the certificate file of HTTPS, ");
        Files.createDirectory(certificate);
        assertRefused(certificate, "is a folder, expected a PEM file");
    }

    @Test
    void areNamedWhenTheyHoldSomethingElse() throws Exception {
        Files.writeString(key, "");
        assertRefused(key, "holds no private key, expected a PEM file with -----BEGIN PRIVATE KEY-----");
        Files.writeString(key, ec.certificatePem());
        assertRefused(key, "holds no private key");
        Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nbm9uc2Vuc2U=\n-----END PRIVATE KEY-----\n");
        assertRefused(key, "holds no key of the kind of the certificate, expected a private key for EC");
        Files.writeString(key, "x".repeat(2_000_000));
        assertRefused(key, "has more than 1048576 bytes");

        Files.writeString(certificate, ec.keyPem());
        assertRefused(certificate, "holds no certificate, expected a PEM file with -----BEGIN CERTIFICATE-----");
        Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\n%%%\n-----END CERTIFICATE-----\n");
        assertRefused(certificate, "holds a certificate that cannot be read");
        Files.write(certificate, new byte[] {0x30, (byte) 0x82, (byte) 0xFF, 0});
        assertRefused(certificate, "holds no certificate");
    }

    @Test
    void areNamedWhenKeyAndCertificateDoNotBelongTogether() throws IOException {
        Files.writeString(key, otherEc.keyPem());
        assertRefused(key, "holds the key of another certificate");
        Files.writeString(key, rsa.keyPem());
        assertRefused(key, "expected a private key for EC");
        Files.writeString(key, TestCertificate.pem("EC PRIVATE KEY", otherEc.bareKey()));
        assertThatThrownBy(this::load).isInstanceOf(TlsException.class).hasMessageContaining(key.toString());
    }

    @Test
    void saysHowToGetRidOfAPassword() throws IOException {
        Files.writeString(key, TestCertificate.pem("ENCRYPTED PRIVATE KEY", new byte[100]));
        assertRefused(key, "openssl pkey -in FILE -out NEWFILE");

        Files.writeString(key, """
                -----BEGIN RSA PRIVATE KEY-----
                Proc-Type: 4,ENCRYPTED
                DEK-Info: AES-256-CBC,00

                AAAA
                -----END RSA PRIVATE KEY-----
                """);
        assertRefused(key, "is encrypted by a password");
    }
}
