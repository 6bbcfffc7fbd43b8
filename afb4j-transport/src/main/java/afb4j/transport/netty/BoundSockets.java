package afb4j.transport.netty;

import afb4j.transport.Address;
import afb4j.transport.Listener;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The listening channels of one address, with the file they left in the file system.
final class BoundSockets implements Listener {

    private final Address address;
    private final List<Channel> channels;
    private final @Nullable SocketFile file;
    private final Consumer<BoundSockets> onClose;

    BoundSockets(Address address, List<Channel> channels, @Nullable SocketFile file, Consumer<BoundSockets> onClose) {
        this.address = bound(address, channels.getFirst());
        this.channels = channels;
        this.file = file;
        this.onClose = onClose;
    }

    /// With the real port instead of any free one.
    private static Address bound(Address address, Channel channel) {
        return address instanceof Address.Tcp tcp && channel.localAddress() instanceof InetSocketAddress real
                ? new Address.Tcp(tcp.host(), real.getPort())
                : address;
    }

    @Override
    public Address address() {
        return address;
    }

    @Override
    public void close() {
        if (file != null) {
            file.remove();
        }
        channels.forEach(channel -> channel.close().awaitUninterruptibly());
        onClose.accept(this);
    }
}
