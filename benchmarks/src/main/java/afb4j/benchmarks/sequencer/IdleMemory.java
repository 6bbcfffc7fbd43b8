package afb4j.benchmarks.sequencer;

/// Prints the bytes of heap that an idle sequencer takes, with its entry in the runtime.
final class IdleMemory {

    private static final int FIRST = 1_000;
    private static final int SEQUENCERS = 100_000;
    private static final int COLLECTIONS = 3;
    private static final int MOST_BYTES = 300;

    private IdleMemory() {}

    /// @param arguments one: how the JVM lays out objects, for the row
    public static void main(String[] arguments) throws InterruptedException {
        try (Ground ground = Ground.open(LoopKind.EPOLL)) {
            ground.startIdle(FIRST); // loads the classes
            long before = usedBytes();
            ground.startIdle(SEQUENCERS);
            double each = (double) (usedBytes() - before) / SEQUENCERS;
            Row.below(
                            "heap of an idle sequencer, " + arguments[0],
                            Row.text("%.0f bytes", each),
                            each,
                            "< " + MOST_BYTES,
                            MOST_BYTES)
                    .print();
        }
    }

    private static long usedBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
