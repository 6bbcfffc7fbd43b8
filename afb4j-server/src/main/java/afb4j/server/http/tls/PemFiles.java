package afb4j.server.http.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import afb4j.server.http.config.TlsFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/// What HTTPS is spoken with.
///
/// @param chain the certificate, then those that vouch for it
/// @param key of the certificate
record PemFiles(List<X509Certificate> chain, PrivateKey key) {

    private static final int MAX_BYTES = 1024 * 1024;

    PemFiles {
        chain = List.copyOf(chain);
    }

    /// Reads both files. Blocks.
    ///
    /// @throws TlsException when one of them is not what it should be
    static PemFiles load(TlsFiles files) {
        Path certificate = files.certificate();
        List<X509Certificate> chain = chain(certificate, read("certificate", certificate));
        try {
            return new PemFiles(
                    chain,
                    PemKey.find(read("key", files.key()), chain.getFirst().getPublicKey()));
        } catch (PemKey.UnusableException unusable) {
            throw new TlsException("the key file of HTTPS, " + files.key() + ", " + unusable.getMessage(), null);
        }
    }

    private static String read(String what, Path path) {
        String file = "the " + what + " file of HTTPS, " + path + ", ";
        try {
            if (Files.isDirectory(path)) {
                throw new TlsException(file + "is a folder, expected a PEM file", null);
            }
            if (Files.size(path) > MAX_BYTES) {
                throw new TlsException(file + "has more than " + MAX_BYTES + " bytes, expected a PEM file", null);
            }
            return Files.readString(path, ISO_8859_1);
        } catch (NoSuchFileException cause) {
            throw new TlsException(file + "does not exist, expected a PEM file", cause);
        } catch (AccessDeniedException cause) {
            throw new TlsException(file + "may not be read by the user of this process", cause);
        } catch (IOException cause) {
            throw new TlsException(file + "cannot be read: " + cause.getMessage(), cause);
        }
    }

    private static List<X509Certificate> chain(Path path, String text) {
        List<X509Certificate> chain = new ArrayList<>();
        for (PemBlock block : PemBlock.parse(text)) {
            if (block.label().equals("CERTIFICATE")) {
                chain.add(certificate(path, block.content()));
            }
        }
        if (chain.isEmpty()) {
            throw new TlsException(
                    "the certificate file of HTTPS, " + path
                            + ", holds no certificate, expected a PEM file with -----BEGIN CERTIFICATE-----",
                    null);
        }
        return chain;
    }

    private static X509Certificate certificate(Path path, byte[] content) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(content));
        } catch (CertificateException cause) {
            throw new TlsException(
                    "the certificate file of HTTPS, " + path + ", holds a certificate that cannot be read, expected"
                            + " one in base 64 as it was issued",
                    cause);
        }
    }
}
