package afb4j.benchmarks;

import afb4j.server.Binder;
import afb4j.server.BinderBuilder;
import afb4j.server.http.config.HttpConfig;
import afb4j.store.FileSessionStore;
import afb4j.transport.Address;
import afb4j.transport.TransportConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Our side of the comparison: a binder with the API of [BenchmarkApi], its policy and its sessions.
///
/// `BinderServer PATH IO_THREADS` serves it at the unix socket `PATH`, which ends with `/hello`, until its
/// standard input ends. `--relay SOCKET` makes it relay the API of another one (`unix:PATH`) instead, `--session-file
/// FILE`
/// makes it keep its sessions, `--http FOLDER` makes it serve HTTP too, with the files of a folder, and say its
/// address there. What it understands on standard input, besides what [ServerConsole] does, is
/// told by [StoredSessions].
public final class BinderServer {

    /// Held, because the logging of the JDK forgets loggers that nobody holds.
    private static final Logger LOGGER = Logger.getLogger("afb4j");

    private static final String RELAY = "--relay";
    private static final String SESSION_FILE = "--session-file";
    private static final String HTTP = "--http";

    private BinderServer() {}

    /// Runs the binder.
    public static void main(String[] arguments) throws Exception {
        LOGGER.setLevel(Level.WARNING);
        List<String> options = List.of(arguments).subList(2, arguments.length);
        BinderBuilder builder = Binder.builder()
                .name("benchmark")
                .transport(TransportConfig.builder()
                        .ioThreads(Integer.parseInt(arguments[1]))
                        .build())
                .core(BenchmarkApi.core())
                .permissions(BenchmarkApi.permissions())
                .serve("unix:" + arguments[0]);
        if (options.contains(RELAY)) {
            builder.remote(value(RELAY, options));
        } else {
            builder.api(BenchmarkApi.hello());
        }
        if (options.contains(SESSION_FILE)) {
            builder.sessionStore(FileSessionStore.open(Path.of(value(SESSION_FILE, options))));
        }
        if (options.contains(HTTP)) {
            builder.http(HttpConfig.builder()
                    .listen(new Address.Tcp("127.0.0.1", 0))
                    .rootHttp(Path.of(value(HTTP, options)))
                    .build());
        }
        Binder binder = builder.start();
        String address =
                options.contains(HTTP) ? binder.httpAddresses().getFirst().toString() : "unix:" + arguments[0];
        ServerConsole.run(address, new StoredSessions(binder.core().sessions())::answer);
        binder.close();
    }

    private static String value(String option, List<String> options) {
        return options.get(options.indexOf(option) + 1);
    }
}
