package afb4j.transport.netty;

import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.Credentials;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import java.io.IOException;
import java.util.Optional;

/// Asks the kernel who is at the other end (W-58).
final class KernelCredentials {

    private static final System.Logger LOGGER = System.getLogger(KernelCredentials.class.getName());

    private KernelCredentials() {}

    static Optional<Credentials> of(Channel channel) {
        if (!(channel instanceof EpollDomainSocketChannel domain)) {
            return Optional.empty();
        }
        try {
            var peer = domain.peerCredentials();
            int gid = peer.gids().length == 0 ? -1 : peer.gids()[0];
            return Optional.of(new Credentials(peer.uid(), gid, peer.pid(), Credentials.NO_LABEL));
        } catch (IOException cause) {
            LOGGER.log(WARNING, "the kernel does not tell who connected: {0}", cause.getMessage());
            return Optional.empty();
        }
    }
}
