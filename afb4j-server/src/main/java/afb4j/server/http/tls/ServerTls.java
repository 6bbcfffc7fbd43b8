package afb4j.server.http.tls;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import afb4j.sequencer.Loop;
import afb4j.server.http.config.TlsFiles;
import com.google.errorprone.annotations.ThreadSafe;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Encrypts the connections of a server: TLS 1.2 and 1.3, with forward secrecy and authenticated ciphers
/// only.
///
/// The files are looked at now and then. When they have changed new connections get what is in them; when
/// that
/// cannot be used the log says why, once, and what was there before stays. Key and certificate are two
/// files, so
/// for a moment between their changes they do not fit: that is such a case, and heals by itself.
///
/// **Threads.** Looking at the files and the arithmetic of handshakes run on virtual threads; only
/// encryption runs
/// on the loops of connections.
@ThreadSafe
@SuppressWarnings("Immutable")
public final class ServerTls implements AutoCloseable {

    /// How often the files are looked at.
    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

    private static final System.Logger LOGGER = System.getLogger(ServerTls.class.getName());
    private static final Duration EXPIRES_SOON = Duration.ofDays(14);
    private static final Executor HANDSHAKES =
            task -> Thread.ofVirtual().name("afb4j-tls").start(task);

    private static final List<String> CIPHERS = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final TlsFiles files;
    private final Loop loop;
    private final Duration interval;
    private final InstantSource wallClock;

    /// What new connections get. Written by one look at a time, read by the loops.
    private volatile SslContext context;

    /// What was looked at last. Confined to the look, of which there is one at a time.
    private Stamps stamps;

    private volatile boolean isClosed;

    /// The alarm of the next look. Confined to the loop.
    private Loop.@Nullable Alarm alarm;

    private record Stamps(FileStamp certificate, FileStamp key) {

        static Stamps of(TlsFiles files) {
            return new Stamps(FileStamp.of(files.certificate()), FileStamp.of(files.key()));
        }
    }

    private ServerTls(TlsFiles files, Loop loop, Duration interval, InstantSource wallClock) {
        this.files = files;
        this.loop = loop;
        this.interval = interval;
        this.wallClock = wallClock;
        stamps = Stamps.of(files); // before the files are read: what changes meanwhile is seen later
        context = load();
    }

    /// Reads the files, and looks at them from now on. Blocks.
    ///
    /// @param loop whose clock says when to look
    /// @param interval between two looks
    /// @param wallClock the time of day, for what expires
    /// @throws TlsException when they cannot be used; the message is a sentence for the operator
    public static ServerTls open(TlsFiles files, Loop loop, Duration interval, InstantSource wallClock) {
        ServerTls tls = new ServerTls(files, loop, interval, wallClock);
        loop.execute(tls::schedule);
        return tls;
    }

    /// What encrypts one connection; the first in its pipeline. Any thread.
    public ChannelHandler newHandler() {
        return context.newHandler(ByteBufAllocator.DEFAULT, HANDSHAKES);
    }

    private SslContext load() {
        PemFiles pem = PemFiles.load(files);
        warnOfExpiry(pem.chain().getFirst());
        try {
            return SslContextBuilder.forServer(pem.key(), pem.chain())
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            Protocol.ALPN,
                            SelectorFailureBehavior.NO_ADVERTISE,
                            SelectedListenerFailureBehavior.ACCEPT,
                            ApplicationProtocolNames.HTTP_1_1))
                    .build();
        } catch (SSLException cause) {
            throw new TlsException(
                    "HTTPS cannot be spoken with certificate " + files.certificate() + " and key " + files.key() + ": "
                            + cause.getMessage(),
                    cause);
        }
    }

    private void warnOfExpiry(X509Certificate certificate) {
        Instant end = certificate.getNotAfter().toInstant();
        if (end.isBefore(wallClock.instant().plus(EXPIRES_SOON))) {
            LOGGER.log(
                    WARNING,
                    "the certificate of HTTPS in {0} is valid until {1} only: put a new one there, it is taken up",
                    files.certificate(),
                    end);
        }
    }

    private void schedule() {
        if (!isClosed) {
            alarm = loop.at(
                    loop.nanoTime() + interval.toNanos(),
                    () -> Thread.ofVirtual().name("afb4j-tls-files").start(this::look));
        }
    }

    private void look() {
        try {
            Stamps now = Stamps.of(files);
            if (!now.equals(stamps)) {
                stamps = now;
                context = load();
                LOGGER.log(INFO, "HTTPS: new connections get the certificate that is now in {0}", files.certificate());
            }
        } catch (TlsException unusable) {
            LOGGER.log(WARNING, "HTTPS goes on with the certificate it has: {0}", unusable.getMessage());
        } finally {
            loop.execute(this::schedule);
        }
    }

    /// Looks at the files no more. What connections have stays theirs. Idempotent.
    @Override
    public void close() {
        isClosed = true;
        loop.execute(() -> {
            if (alarm != null) {
                alarm.cancel();
            }
        });
    }
}
