package afb4j.store;

import afb4j.api.Json;
import afb4j.core.session.LiveSession;
import afb4j.core.session.SessionConfig;
import afb4j.core.session.SessionTable;
import afb4j.sequencer.testkit.VirtualLoop;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Random;

/// A process that changes sessions of a file for ever and says, in a line each, what it begins and what is
/// acknowledged. Several threads write, each to sessions of its own.
final class WritingProcess {

    static final int THREADS = 4;
    static final int SESSIONS_PER_THREAD = 5;
    static final String API = "api";

    private WritingProcess() {}

    /// Writes until it is killed.
    ///
    /// @param arguments the file, and the number that was written last by a process before
    public static void main(String[] arguments) throws InterruptedException {
        FileSessionStore store = FileSessionStore.open(Path.of(arguments[0]));
        SessionTable table = SessionTable.open(SessionConfig.DEFAULT, store, new VirtualLoop());
        int first = Integer.parseInt(arguments[1]) + 1;
        Thread[] threads = new Thread[THREADS];
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            threads[thread] = Thread.ofPlatform().start(() -> write(table, number, first));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void write(SessionTable table, int thread, int first) {
        Random random = new Random(thread);
        for (int n = first; true; n++) {
            String uuid = "s" + thread + "-" + n % SESSIONS_PER_THREAD;
            LiveSession session = table.acquire(uuid).granted().orElseThrow();
            if (random.nextInt(20) == 0) {
                say("begin " + uuid + " 0 close");
                session.close();
                flush(table);
                say("done " + uuid + " 0 close");
            } else {
                say("begin " + uuid + " " + n + " set");
                session.view(API).value(valueOf(uuid, n, random.nextInt(3000)));
                String token = session.refreshToken();
                flush(table);
                say("done " + uuid + " " + n + " " + token);
            }
        }
    }

    private static void flush(SessionTable table) {
        table.flush().toCompletableFuture().join();
    }

    /// A value that shows whether it is whole.
    private static Json valueOf(String uuid, int n, int size) {
        String text = (uuid + n).repeat(size / 8 + 1);
        return Json.object()
                .put("n", n)
                .put("text", text)
                .put("check", text.hashCode())
                .build();
    }

    private static synchronized void say(String line) {
        PrintStream out = System.out;
        out.print(line + " .\n");
        out.flush();
    }
}
