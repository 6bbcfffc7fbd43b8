package afb4j.system.vector;

import afb4j.testkit.vector.Endpoint;
import afb4j.transport.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where a binder of a play listens: on free ports of loopback, or on paths in a folder of its own.
final class Places implements AutoCloseable {

    private final @Nullable Path folder;
    private int count;

    /// @param transport `tcp` or `unix`
    Places(String transport) {
        try {
            folder = transport.equals("unix") ? Files.createTempDirectory("afb4j-play") : null;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Returns a socket specification of the API `hello` that none was given before.
    String next() {
        count++;
        return folder == null
                ? "tcp:127.0.0.1:0/" + Endpoint.API
                : "unix:" + folder.resolve("socket" + count) + "?as-api=" + Endpoint.API;
    }

    /// Returns where clients find what a binder serves.
    static Endpoint endpoint(Address address) {
        return switch (address) {
            case Address.Tcp tcp -> Endpoint.of(new InetSocketAddress(tcp.host(), tcp.port()));
            case Address.Unix unix -> Endpoint.of(UnixDomainSocketAddress.of(unix.path()));
            default -> throw new IllegalArgumentException("no play listens at " + address);
        };
    }

    /// Removes the folder. The binder has removed its sockets.
    @Override
    public void close() {
        if (folder != null) {
            try {
                Files.delete(folder);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
