package afb4j.transport.netty;

import afb4j.api.Credentials;
import afb4j.transport.Address;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.Optional;

/// What the other end of a channel is called, for people.
public final class PeerName {

    private PeerName() {}

    /// The address of a TCP socket, `pid N` for a unix socket whose process is known, else nothing.
    public static String of(Channel channel, Optional<Credentials> credentials) {
        if (channel.remoteAddress() instanceof InetSocketAddress remote) {
            return new Address.Tcp(
                            remote.getAddress() == null
                                    ? remote.getHostString()
                                    : remote.getAddress().getHostAddress(),
                            remote.getPort())
                    .toString();
        }
        return credentials
                .map(who -> "pid " + Integer.toUnsignedString(who.pid()))
                .orElse("");
    }
}
