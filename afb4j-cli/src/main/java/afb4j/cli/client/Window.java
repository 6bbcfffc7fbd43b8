package afb4j.cli.client;

/// How many calls, and how many bytes of their arguments, may wait for replies: neither the memory of this
/// process nor that of the binder grows with the length of the input. Not thread-safe.
final class Window {

    static final long MAX_BYTES = 16L << 20;

    private final int maxCalls;
    private int calls;
    private long bytes;

    Window(int maxCalls) {
        this.maxCalls = maxCalls;
    }

    /// Whether a call with an argument of that size must wait. One call alone never does.
    boolean isFullFor(int argumentBytes) {
        return calls >= maxCalls || (calls > 0 && bytes + argumentBytes > MAX_BYTES);
    }

    void sent(int argumentBytes) {
        calls++;
        bytes += argumentBytes;
    }

    void answered(int argumentBytes) {
        calls--;
        bytes -= argumentBytes;
    }

    boolean isEmpty() {
        return calls == 0;
    }
}
