package afb4j.benchmarks.run;

import afb4j.benchmarks.BinderServer;
import afb4j.benchmarks.bare.BareServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Starts servers, all with the same flags of the JVM, each at a socket of its own.
///
/// @param directory where the sockets are
/// @param ioThreads event loops of each server
record Servers(Path directory, int ioThreads) {

    /// The flags of both sides. The heap is fixed, so that both have the same; the collector is the default.
    static final List<String> FLAGS = List.of(
            "-Xms512m", "-Xmx512m", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    /// A server that listens.
    ///
    /// @param socket where
    /// @param process what listens
    record Server(Path socket, ServerProcess process) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            process.close();
        }
    }

    /// A bare server, `kind` as [BareServer] says.
    Server bare(String kind) throws IOException {
        return start(
                "bare-" + kind,
                socket -> List.of(BareServer.class.getName(), kind, socket.toString(), Integer.toString(ioThreads)));
    }

    Server binder() throws IOException {
        return binder("binder");
    }

    /// A binder that keeps its sessions in a file.
    Server binderWithSessionFile() throws IOException {
        Path file = Files.createTempDirectory(directory, "store").resolve("sessions");
        return binder("stored", "--session-file", file.toString());
    }

    /// A binder that relays the calls of `origin`.
    Server relay(Server origin) throws IOException {
        return binder("relay", "--relay", origin.socket().toString());
    }

    private Server binder(String name, String... options) throws IOException {
        return start(name, socket -> {
            List<String> main = new ArrayList<>(
                    List.of(BinderServer.class.getName(), socket.toString(), Integer.toString(ioThreads)));
            main.addAll(List.of(options));
            return main;
        });
    }

    private Server start(String name, Function<Path, List<String>> main) throws IOException {
        Path socket = Files.createTempDirectory(directory, name).resolve("hello");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.addAll(main.apply(socket));
        return new Server(socket, ServerProcess.start(command));
    }
}
