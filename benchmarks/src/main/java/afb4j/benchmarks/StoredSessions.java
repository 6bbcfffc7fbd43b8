package afb4j.benchmarks;

import afb4j.core.session.LiveSession;
import afb4j.core.session.SessionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Sessions in the table of a binder, and how long it takes to get one of them.
///
/// `fill N` makes N sessions and answers how many nanoseconds each took, until the store has kept it. `find N
/// THREADS` and `acquire N THREADS` get N sessions at random in each of so many threads, and answer the
/// nanoseconds of one: the first only looks, the second does what a connection does that announces a session,
/// and lets it go again.
final class StoredSessions {

    private static final int WARMUPS = 3;
    private static final long SEED = 42;

    private final SessionTable table;
    private String[] uuids = {};

    StoredSessions(SessionTable table) {
        this.table = table;
    }

    /// Carries out a command.
    String answer(String command) {
        String[] words = command.split(" ");
        try {
            return switch (words[0]) {
                case "fill" -> Double.toString(fill(Integer.parseInt(words[1])));
                case "find" -> Double.toString(get(words, this::find));
                case "acquire" -> Double.toString(get(words, this::acquire));
                default -> "unknown: " + command;
            };
        } catch (Exception failure) { // whoever asked prints it
            return command + ": " + failure;
        }
    }

    private double fill(int count) {
        long start = System.nanoTime();
        String[] made = new String[count];
        for (int i = 0; i < count; i++) {
            LiveSession session = table.create().granted().orElseThrow();
            made[i] = session.uuid();
            session.release();
        }
        table.flush().toCompletableFuture().join();
        uuids = made;
        return (double) (System.nanoTime() - start) / count;
    }

    private double get(String[] words, Consumer<String> one) throws Exception {
        int count = Integer.parseInt(words[1]);
        int threads = Integer.parseInt(words[2]);
        double nanos = 0;
        for (int i = 0; i <= WARMUPS; i++) {
            nanos = inThreads(
                    threads, new Random(SEED + i).ints(count, 0, uuids.length).toArray(), one);
        }
        return nanos;
    }

    private double inThreads(int threads, int[] order, Consumer<String> one) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Callable<Double>> tasks = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int[] own = thread == 0 ? order : reversed(order);
                tasks.add(() -> nanosOfOne(own, one));
            }
            double sum = 0;
            for (Future<Double> nanos : pool.invokeAll(tasks)) {
                sum += nanos.get();
            }
            return sum / threads;
        }
    }

    private static int[] reversed(int[] order) {
        return IntStream.rangeClosed(1, order.length)
                .map(i -> order[order.length - i])
                .toArray();
    }

    private double nanosOfOne(int[] order, Consumer<String> one) {
        long start = System.nanoTime();
        for (int index : order) {
            one.accept(uuids[index]);
        }
        return (double) (System.nanoTime() - start) / order.length;
    }

    private void find(String uuid) {
        if (table.find(uuid).isEmpty()) {
            throw new IllegalStateException("a session is gone");
        }
    }

    private void acquire(String uuid) {
        table.acquireForConnection(uuid).granted().orElseThrow().release();
    }
}
