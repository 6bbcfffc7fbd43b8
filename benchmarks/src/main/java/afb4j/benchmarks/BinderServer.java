package afb4j.benchmarks;

import afb4j.api.Api;
import afb4j.api.Verb;
import afb4j.server.Binder;
import afb4j.server.BinderBuilder;
import afb4j.transport.TransportConfig;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Our side of the comparison: a binder whose API `hello` echoes the argument, by the verb `ping` on the
/// event loop and by the verb `pingvt` on a virtual thread.
///
/// `BinderServer PATH IO_THREADS` serves it at the unix socket `PATH`, which ends with `/hello`, until its
/// standard input ends. With a third argument, the socket of another one, it relays that one's API instead.
public final class BinderServer {

    /// Held, because the logging of the JDK forgets loggers that nobody holds.
    private static final Logger LOGGER = Logger.getLogger("afb4j");

    private BinderServer() {}

    /// Runs the binder.
    public static void main(String[] arguments) throws Exception {
        LOGGER.setLevel(Level.WARNING);
        BinderBuilder builder = Binder.builder()
                .name("benchmark")
                .transport(TransportConfig.builder()
                        .ioThreads(Integer.parseInt(arguments[1]))
                        .build())
                .serve("unix:" + arguments[0]);
        if (arguments.length > 2) {
            builder.remote("unix:" + arguments[2]);
        } else {
            builder.api(hello());
        }
        Binder binder = builder.start();
        ServerConsole.run();
        binder.close();
    }

    private static Api hello() {
        return Api.builder("hello")
                .verb(Verb.named("ping").nonBlocking().handler(request -> request.reply(request.json())))
                .verb("pingvt", request -> request.reply(request.json()))
                .build();
    }
}
