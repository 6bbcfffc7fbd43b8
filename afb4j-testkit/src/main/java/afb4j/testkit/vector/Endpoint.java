package afb4j.testkit.vector;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/// Where a program of a play listens.
///
/// @param address of TCP or of a unix socket
/// @param api     the name of the API served there
public record Endpoint(SocketAddress address, String api) {

    /// The API of every recording.
    public static final String API = "hello";

    /// The API `hello` at that address.
    public static Endpoint of(SocketAddress address) {
        return new Endpoint(address, API);
    }

    /// Returns the socket specification that a client is given (wsapi.md 1.1). The name of the API is added
    /// explicitly, so that any path of a unix socket does.
    public String sockspec() {
        return switch (address) {
            case InetSocketAddress tcp -> "tcp:" + tcp.getHostString() + ":" + tcp.getPort() + "/" + api;
            case UnixDomainSocketAddress unix -> "unix:" + unix.getPath() + "?as-api=" + api;
            default -> throw new IllegalArgumentException("address " + address + " is neither tcp nor unix");
        };
    }
}
