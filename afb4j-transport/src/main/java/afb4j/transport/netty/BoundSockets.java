package afb4j.transport.netty;

import afb4j.transport.Address;
import afb4j.transport.Listener;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The listening channels of one address, with the file they left in the file system.
final class BoundSockets implements Listener {

    private final Address address;
    private final List<Channel> channels;
    private final @Nullable SocketFile file;

    BoundSockets(Address address, List<Channel> channels) {
        this(address, channels, null);
    }

    BoundSockets(Address address, List<Channel> channels, @Nullable SocketFile file) {
        this.address = address;
        this.channels = channels;
        this.file = file;
    }

    @Override
    public Address address() {
        if (address instanceof Address.Tcp tcp
                && channels.getFirst().localAddress() instanceof InetSocketAddress bound) {
            return new Address.Tcp(tcp.host(), bound.getPort());
        }
        return address;
    }

    @Override
    public void close() {
        channels.forEach(channel -> channel.close().awaitUninterruptibly());
        if (file != null) {
            file.remove();
        }
    }
}
