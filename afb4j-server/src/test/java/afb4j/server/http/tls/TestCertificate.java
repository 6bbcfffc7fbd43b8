package afb4j.server.http.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// A certificate for `localhost` that vouches for itself, made by the JDK's keytool, and its key.
record TestCertificate(X509Certificate certificate, Key key) {

    private static final String PASSWORD = "changeit";

    /// @param keyOptions of keytool, as `-keyalg EC`
    static TestCertificate make(Path folder, String... keyOptions) throws IOException, InterruptedException {
        Path store = Files.createTempFile(folder, "store", ".p12");
        Files.delete(store);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "it",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1"));
        command.addAll(Arrays.asList(keyOptions));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed: " + output);
        }
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return new TestCertificate(
                    (X509Certificate) keys.getCertificate("it"), keys.getKey("it", PASSWORD.toCharArray()));
        } catch (GeneralSecurityException cause) {
            throw new IOException(cause);
        }
    }

    static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + label + "-----\n";
    }

    String certificatePem() throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    String keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /// The key without the envelope of PKCS#8, as PKCS#1 and SEC 1 have it.
    byte[] bareKey() {
        byte[] envelope = key.getEncoded();
        byte[] algorithm = Der.firstOfSequence(certificate.getPublicKey().getEncoded());
        int at = indexOf(envelope, algorithm) + algorithm.length + 1;
        int lengthByte = envelope[at] & 0xFF;
        return Arrays.copyOfRange(envelope, at + 1 + (lengthByte < 0x80 ? 0 : lengthByte - 0x80), envelope.length);
    }

    private static int indexOf(byte[] all, byte[] part) {
        int at = 0;
        while (!Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
            at++;
        }
        return at;
    }
}
