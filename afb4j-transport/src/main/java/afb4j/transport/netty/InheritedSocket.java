package afb4j.transport.netty;

import afb4j.transport.Address;
import afb4j.transport.TransportConfig;
import afb4j.transport.TransportException;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A listening socket that the parent process opened (`sd:`).
///
/// The kernel's tables say what it is: adopting a descriptor that does not listen, or is not a socket at all,
/// would fail at every accept.
final class InheritedSocket {

    private static final String SOCKET = "socket:[";
    private static final int OCTAL = 8;
    private static final int HEXADECIMAL = 16;
    private static final int O_NONBLOCK = 0x800;

    /// Columns of `/proc/net/unix`: number, references, protocol, flags, type, state, inode, path.
    private static final int UNIX_FLAGS = 3;

    private static final int UNIX_TYPE = 4;
    private static final int UNIX_INODE = 6;
    private static final int UNIX_LISTENS = 0x10000;
    private static final String UNIX_STREAM = "0001";

    /// Columns of `/proc/net/tcp`: number, local, remote, state, queues, timer, retransmits, uid, timeout,
    /// inode.
    private static final int TCP_STATE = 3;

    private static final int TCP_INODE = 9;
    private static final String TCP_LISTENS = "0A";

    private final Address address;
    private final int descriptor;

    private InheritedSocket(Address address, int descriptor) {
        this.address = address;
        this.descriptor = descriptor;
    }

    /// The channel of the socket called `name` in `config`, not registered yet.
    ///
    /// @throws TransportException when there is none, or this system can't take it over
    static ServerChannel open(String name, TransportConfig config, Driver driver) {
        Address address = new Address.Inherited(name);
        if (driver != Driver.EPOLL) {
            throw new TransportException("cannot listen at " + address
                    + ": inherited sockets need Linux and the native transport of Netty; use unix:PATH or"
                    + " tcp:HOST:PORT");
        }
        Integer descriptor = config.inheritedSockets().get(name);
        if (descriptor == null) {
            throw new TransportException(
                    "cannot listen at " + address + ": no socket of that name was inherited, there are "
                            + config.inheritedSockets().keySet());
        }
        return new InheritedSocket(address, descriptor).open();
    }

    private ServerChannel open() {
        try {
            String inode = inode();
            boolean isUnix = isListed("unix", UNIX_INODE, inode, InheritedSocket::isUnixListener);
            if (!isUnix && !isTcpListener(inode)) {
                throw refuse("is not a listening stream socket");
            }
            if (isBlocking()) {
                NativeSockets.makeNonBlocking(descriptor); // else an accept could stop the event loop
            }
            return isUnix
                    ? new EpollServerDomainSocketChannel(descriptor, true)
                    : new EpollServerSocketChannel(descriptor);
        } catch (IOException cause) {
            throw new TransportException(
                    "cannot listen at " + address + ": descriptor " + descriptor + ": " + cause.getMessage(), cause);
        }
    }

    private String inode() throws IOException {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            throw refuse("is not open");
        }
        String target = Files.readSymbolicLink(link).toString();
        if (!target.startsWith(SOCKET)) {
            throw refuse("is not a socket but " + target);
        }
        return target.substring(SOCKET.length(), target.length() - 1);
    }

    private TransportException refuse(String why) {
        return new TransportException("cannot listen at " + address + ": descriptor " + descriptor + " " + why);
    }

    private static boolean isTcpListener(String inode) throws IOException {
        return isListed("tcp", TCP_INODE, inode, columns -> columns[TCP_STATE].equals(TCP_LISTENS))
                || isListed("tcp6", TCP_INODE, inode, columns -> columns[TCP_STATE].equals(TCP_LISTENS));
    }

    private static boolean isUnixListener(String[] columns) {
        return columns[UNIX_TYPE].equals(UNIX_STREAM)
                && (Integer.parseUnsignedInt(columns[UNIX_FLAGS], HEXADECIMAL) & UNIX_LISTENS) != 0;
    }

    /// Whether the kernel's table of sockets has a line for `inode` that is `wanted`.
    private static boolean isListed(String table, int inodeColumn, String inode, Predicate<String[]> wanted)
            throws IOException {
        Path file = Path.of("/proc/self/net/" + table);
        if (!Files.exists(file)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length > inodeColumn && columns[inodeColumn].equals(inode))
                    .anyMatch(wanted);
        }
    }

    private boolean isBlocking() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/fdinfo/" + descriptor))) {
            Optional<Integer> flags = lines.filter(line -> line.startsWith("flags:"))
                    .map(line ->
                            Integer.parseInt(line.substring("flags:".length()).strip(), OCTAL))
                    .findFirst();
            return flags.isEmpty() || (flags.get() & O_NONBLOCK) == 0;
        }
    }
}
