package afb4j.benchmarks.run;

import afb4j.benchmarks.BinderServer;
import afb4j.benchmarks.bare.BareHttp;
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

    /// The name of the file that is served.
    static final String FILE = "file.txt";

    private static final int FILE_BYTES = 100_000;
    private static final int LINE_BYTES = 25;

    /// A bare server of WSAPI, `kind` as [BareServer] says.
    ServerProcess bare(String kind) throws IOException {
        return start("bare-" + kind, socket -> List.of(BareServer.class.getName(), kind, socket, threads()));
    }

    /// A bare server of HTTP, `kind` as [BareHttp] says.
    ServerProcess bareHttp(String kind) throws IOException {
        return start(List.of(BareHttp.class.getName(), kind, threads(), file().toString()));
    }

    ServerProcess binder() throws IOException {
        return binder("binder");
    }

    /// A binder that keeps its sessions in a file.
    ServerProcess binderWithSessionFile() throws IOException {
        Path file = Files.createTempDirectory(directory, "store").resolve("sessions");
        return binder("stored", "--session-file", file.toString());
    }

    /// A binder that serves HTTP, with the file.
    ServerProcess binderWithHttp() throws IOException {
        return binder("http", "--http", file().getParent().toString());
    }

    /// A binder that relays the calls of `origin`.
    ServerProcess relay(ServerProcess origin) throws IOException {
        return binder("relay", "--relay", origin.address());
    }

    private ServerProcess binder(String name, String... options) throws IOException {
        return start(name, socket -> {
            List<String> main = new ArrayList<>(List.of(BinderServer.class.getName(), socket, threads()));
            main.addAll(List.of(options));
            return main;
        });
    }

    private String threads() {
        return Integer.toString(ioThreads);
    }

    /// The file that is served: made when it is needed first.
    private Path file() throws IOException {
        Path file = directory.resolve("files").resolve(FILE);
        if (Files.notExists(file)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "A line of 25 characters.\n".repeat(FILE_BYTES / LINE_BYTES));
        }
        return file;
    }

    private ServerProcess start(String name, Function<String, List<String>> main) throws IOException {
        Path socket = Files.createTempDirectory(directory, name).resolve("hello");
        return start(main.apply(socket.toString()));
    }

    private static ServerProcess start(List<String> main) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.addAll(main);
        return ServerProcess.start(command);
    }
}
