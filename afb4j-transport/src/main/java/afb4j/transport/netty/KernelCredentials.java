package afb4j.transport.netty;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.Credentials;
import afb4j.transport.TransportException;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Asks the kernel who is at the other end (W-58). For labels it is asked only where processes have some, and only
/// where native access was allowed, as Netty does not know of them.
final class KernelCredentials {

    private static final System.Logger LOGGER = System.getLogger(KernelCredentials.class.getName());
    private static final Path OWN_LABEL = Path.of("/proc/self/attr/current");

    private KernelCredentials() {}

    /// Whether there are labels here, looked up at the first use.
    private static final class Labels {

        private static final boolean EXIST = exist();

        private static boolean exist() {
            if (!NativeSockets.class.getModule().isNativeAccessEnabled()) {
                return false;
            }
            try {
                return Files.readAllBytes(OWN_LABEL).length > 0;
            } catch (IOException _) { // what a kernel without labels answers
                return false;
            }
        }
    }

    static Optional<Credentials> of(Channel channel) {
        if (!(channel instanceof EpollDomainSocketChannel domain)) {
            return Optional.empty();
        }
        try {
            var peer = domain.peerCredentials();
            int gid = peer.gids().length == 0 ? -1 : peer.gids()[0];
            return Optional.of(new Credentials(peer.uid(), gid, peer.pid(), label(domain)));
        } catch (IOException cause) {
            LOGGER.log(WARNING, "the kernel does not tell who connected: {0}", cause.getMessage());
            return Optional.empty();
        }
    }

    private static String label(EpollDomainSocketChannel channel) {
        if (!Labels.EXIST) {
            return Credentials.NO_LABEL;
        }
        try {
            String label = NativeSockets.peerLabel(channel.fd().intValue());
            return label.isEmpty() ? Credentials.NO_LABEL : label;
        } catch (IOException | TransportException cause) {
            LOGGER.log(DEBUG, "the kernel does not tell the label of who connected: {0}", cause.getMessage());
            return Credentials.NO_LABEL;
        }
    }
}
