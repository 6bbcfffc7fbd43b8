package afb4j.server.http.file;

import afb4j.server.http.HttpServer;
import afb4j.server.http.RawClient;
import afb4j.server.http.config.HttpConfig;
import afb4j.transport.TransportConfig;
import afb4j.transport.netty.NettyNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// A server of files only, with the folders of the vectors below a working directory.
@SuppressWarnings("FutureReturnValueIgnored") // the network waits for what the server ends
final class FileServer implements AutoCloseable {

    private final NettyNetwork network =
            NettyNetwork.open(TransportConfig.builder().ioThreads(1).build());
    private final Path work;
    private final HttpServer server;

    FileServer(Path work, HttpConfig.Builder config) throws IOException {
        this.work = work;
        write("www/index.html", "<html>index</html>\n");
        write("www/a.txt", "plain\n");
        write("www/sub/index.html", "sub index\n");
        write("www/s.css", "body{}\n");
        write("www/d.json", "{}\n");
        write("www/j.js", "console.log(1)\n");
        write("www/p.svg", "<svg/>\n");
        write("www/noindex/x.txt", "x\n");
        write("www/e/empty.txt", "");
        write("www/opa/real.txt", "real\n");
        write("alias/f.txt", "aliased\n");
        write("alias/index.html", "index alias\n");
        write("secret.txt", "secret\n");
        HttpConfig http = config.port(0).build();
        server = new HttpServer(
                network, http, FileRoutes.of(http, network.loop()::nanoTime, InstantSource.system()), Optional.empty());
        server.listen();
    }

    /// With `--roothttp www --alias /ali:alias`.
    static FileServer start(Path work) throws IOException {
        return new FileServer(
                work,
                HttpConfig.builder()
                        .rootHttp(work.resolve("www"))
                        .alias(new HttpConfig.Alias("/ali", work.resolve("alias"))));
    }

    Path write(String name, String text) throws IOException {
        Path path = work.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    RawClient client() throws IOException {
        return new RawClient(server.addresses().getFirst());
    }

    @Override
    public void close() {
        server.closeListeners();
        server.close();
        network.close();
    }
}
