package afb4j.client.json1;

import afb4j.transport.TransportException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// Whose certificates a client of `wss` takes.
public final class TlsTrust {

    private final SSLContext context;

    private TlsTrust(SSLContext context) {
        this.context = context;
    }

    /// Those signed by the authorities that the Java runtime knows, for the host that is asked for.
    public static TlsTrust ofSystem() {
        try {
            return new TlsTrust(SSLContext.getDefault());
        } catch (NoSuchAlgorithmException cause) {
            throw new TransportException("this Java runtime cannot speak TLS: " + cause.getMessage(), cause);
        }
    }

    /// Those signed by the authorities in a PEM file, and by no others, for the host that is asked for. A
    /// certificate that nobody signed but itself may be among them.
    ///
    /// @throws TransportException when the file cannot be read, or has no certificate
    public static TlsTrust ofPem(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> authorities =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (authorities.isEmpty()) {
                throw new TransportException(file + " has no certificate, expected one or more in PEM");
            }
            return new TlsTrust(context(managers(authorities)));
        } catch (NoSuchFileException cause) {
            throw new TransportException("there is no file " + file + ", expected certificates in PEM", cause);
        } catch (IOException cause) {
            throw new TransportException(file + " cannot be read: " + cause.getMessage(), cause);
        } catch (GeneralSecurityException cause) {
            throw new TransportException(file + " has no certificates in PEM: " + cause.getMessage(), cause);
        }
    }

    /// Those of anybody for any host: what is sent may be read and changed by anybody on the way. For tests.
    public static TlsTrust ofAnybody() {
        try {
            return new TlsTrust(context(new TrustManager[] {new Gullible()}));
        } catch (GeneralSecurityException cause) {
            throw new TransportException("this Java runtime cannot speak TLS: " + cause.getMessage(), cause);
        }
    }

    private static TrustManager[] managers(Collection<? extends Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int count = 0;
        for (Certificate authority : authorities) {
            store.setCertificateEntry("authority " + count++, authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static SSLContext context(TrustManager[] managers) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);
        return context;
    }

    SSLContext context() {
        return context;
    }

    /// Takes every certificate. An extended trust manager, since the JDK adds a check of the host to others.
    private static final class Gullible extends X509ExtendedTrustManager {

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("a client has no clients");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
