package afb4j.transport;

/// Where a socket is. Immutable; written as in a [Sockspec] without the API.
public sealed interface Address {

    /// A unix socket with a file.
    ///
    /// @param path the file, shorter than 108 bytes (W-04)
    record Unix(String path) implements Address {

        @Override
        public String toString() {
            return "unix:" + path;
        }
    }

    /// A unix socket with an abstract name: no file; Linux only.
    ///
    /// @param name the name without the `@`, slashes included
    record Abstract(String name) implements Address {

        @Override
        public String toString() {
            return "unix:@" + name;
        }
    }

    /// A TCP port.
    ///
    /// @param host a name or number; empty for a server that listens on all interfaces
    /// @param port 0 to 65535; for a server 0 means any free one
    record Tcp(String host, int port) implements Address {

        @Override
        public String toString() {
            return "tcp:" + host + ":" + port;
        }
    }

    /// A listening socket inherited from the process that started this one (systemd's socket activation);
    /// servers only.
    ///
    /// @param name its name in LISTEN_FDNAMES
    record Inherited(String name) implements Address {

        @Override
        public String toString() {
            return "sd:" + name;
        }
    }

    /// A place inside this process: no socket at all. For networks that are in memory as a whole.
    ///
    /// @param name any text
    record InMemory(String name) implements Address {

        @Override
        public String toString() {
            return "memory:" + name;
        }
    }
}
