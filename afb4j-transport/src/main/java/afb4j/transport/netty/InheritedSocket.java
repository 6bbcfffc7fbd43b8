package afb4j.transport.netty;

import afb4j.transport.Address;
import afb4j.transport.TransportConfig;
import afb4j.transport.TransportException;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A listening socket that the parent process opened (`sd:`).
///
/// @param address its name
/// @param channel makes the channel of the descriptor
record InheritedSocket(Address address, Supplier<? extends ServerChannel> channel) {

    private static final Path UNIX_SOCKETS = Path.of("/proc/self/net/unix");

    /// The socket called `name` in `config`.
    ///
    /// @throws TransportException when there is none, or this system can't take it over
    static InheritedSocket find(String name, TransportConfig config) {
        Address address = new Address.Inherited(name);
        Integer descriptor = config.inheritedSockets().get(name);
        if (descriptor == null) {
            throw new TransportException(
                    "cannot listen at " + address + ": no socket of that name was inherited, there are "
                            + config.inheritedSockets().keySet());
        }
        if (!Epoll.isAvailable()) {
            throw new TransportException("cannot listen at " + address + ": inherited sockets need Linux and its native"
                    + " transport (" + Epoll.unavailabilityCause().getMessage() + ")");
        }
        return isUnix(descriptor, address)
                ? new InheritedSocket(address, () -> new EpollServerDomainSocketChannel(descriptor))
                : new InheritedSocket(address, () -> new EpollServerSocketChannel(descriptor));
    }

    /// Looks the socket up by its inode in the kernel's table of unix sockets.
    private static boolean isUnix(int descriptor, Address address) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try (Stream<String> sockets = Files.lines(UNIX_SOCKETS)) {
            String target = Files.readSymbolicLink(link).toString();
            if (!target.startsWith("socket:[")) {
                throw new TransportException("cannot listen at " + address + ": descriptor " + descriptor
                        + " is not a socket but " + target);
            }
            String inode = " " + target.substring("socket:[".length(), target.length() - 1);
            return sockets.anyMatch(line -> line.endsWith(inode) || line.contains(inode + " "));
        } catch (IOException cause) {
            throw new TransportException(
                    "cannot listen at " + address + ": descriptor " + descriptor + " is not open", cause);
        }
    }
}
