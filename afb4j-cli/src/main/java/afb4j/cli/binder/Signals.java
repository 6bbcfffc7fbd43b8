package afb4j.cli.binder;

import static java.lang.System.Logger.Level.INFO;

import afb4j.cli.options.ExitCode;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/// The signals of the process: SIGTERM and SIGINT ask to stop, SIGHUP is noted (http-and-wsj1.md 7.5).
///
/// The first that asks to stop is obeyed in order; at the second the process ends at once. A shutdown hook
/// would not do: it cannot tell the signals apart, nor choose the exit code. `sun.misc.Signal`, the only API
/// there is, is called by reflection since javac has a warning for each mention of it that no annotation
/// suppresses.
public final class Signals {

    private static final System.Logger LOGGER = System.getLogger(Signals.class.getName());

    private final CompletableFuture<Integer> stop;
    private final AtomicBoolean stopping = new AtomicBoolean();

    private Signals(CompletableFuture<Integer> stop) {
        this.stop = stop;
    }

    /// From now on completes `stop` with an exit code when a signal asks to stop.
    public static void deliverTo(CompletableFuture<Integer> stop) {
        Signals signals = new Signals(stop);
        handle("TERM", () -> signals.stop("Received SIGTERM", ExitCode.OK));
        handle("INT", () -> signals.stop("Received SIGINT", ExitCode.FAILED));
        handle("HUP", () -> LOGGER.log(INFO, "Received SIGHUP: nothing to do"));
    }

    private void stop(String what, int code) {
        if (!stopping.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
        LOGGER.log(INFO, what);
        stop.complete(code);
    }

    private static void handle(String name, Runnable action) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            MethodHandle run = lookup.findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                    .bindTo(action);
            Object adapted =
                    MethodHandleProxies.asInterfaceInstance(handler, MethodHandles.dropArguments(run, 0, signal));
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), adapted);
        } catch (ReflectiveOperationException cause) {
            throw new IllegalStateException(
                    "this JVM has no sun.misc.Signal: SIG" + name + " cannot be handled", cause);
        }
    }
}
