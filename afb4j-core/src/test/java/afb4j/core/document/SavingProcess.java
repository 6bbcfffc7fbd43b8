package afb4j.core.document;

import afb4j.api.Json;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Random;

/// A process that saves documents for ever, and says in a line each what it begins and what is saved. Several
/// threads save, each documents of its own, of one API.
final class SavingProcess {

    static final String API = "radio";
    private static final int THREADS = 4;
    private static final int DOCUMENTS_PER_THREAD = 3;

    private SavingProcess() {}

    /// Saves until it is killed.
    ///
    /// @param arguments the root, and the number that was saved last by a process before
    public static void main(String[] arguments) throws InterruptedException {
        DocumentStore store = DocumentStore.open(Path.of(arguments[0]));
        int first = Integer.parseInt(arguments[1]) + 1;
        Thread[] threads = new Thread[THREADS];
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            threads[thread] = Thread.ofPlatform().start(() -> save(store, number, first));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void save(DocumentStore store, int thread, int first) {
        Random random = new Random(thread);
        for (int n = first; true; n++) {
            String name = "d" + thread + "-" + n % DOCUMENTS_PER_THREAD;
            String text = (name + n).repeat(1 + random.nextInt(10_000));
            say("begin " + name + " " + n);
            store.save(
                    API,
                    name,
                    Json.object()
                            .put("n", n)
                            .put("text", text)
                            .put("check", text.hashCode())
                            .build());
            say("saved " + name + " " + n);
        }
    }

    private static synchronized void say(String line) {
        PrintStream out = System.out;
        out.print(line + " .\n");
        out.flush();
    }
}
