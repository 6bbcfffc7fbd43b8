package afb4j.sequencer;

/// The event loop a piece of confined state lives on: one thread, tasks in order, time that can be moved by hand in
/// tests.
///
/// The library needs nothing else from its host (decision J-01); an adapter for Netty's loops is
/// in the module `afb4j.sequencer.netty`, a virtual loop for tests in the test kit. Methods may be called from any
/// thread unless they say
/// otherwise.
public interface Loop {

    /// Whether the calling thread is the thread of this loop.
    boolean inLoop();

    /// Runs `task` on the loop, after the tasks given before it by the same thread. Never runs it in the caller.
    void execute(Runnable task);

    /// Runs `task` in the next turn of the loop: after the loop has looked at its sockets once more.
    void nextTurn(Runnable task);

    /// The loop's clock: nanoseconds since an arbitrary origin, never going back. Only differences mean something.
    long nanoTime();

    /// Runs `task` on the loop when [#nanoTime()] has reached `deadlineNanos`, never earlier.
    Alarm at(long deadlineNanos, Runnable task);

    /// Whether a turn waits for the scripts it wakes, until they wait for the loop again. Only of loops that a test
    /// drives: it makes runs with scripts repeatable. A real loop never waits.
    default boolean waitsForScripts() {
        return false;
    }

    /// A task that waits for its time.
    interface Alarm {

        /// Withdraws the task: called on the loop, the task does not run afterwards. Idempotent; harmless after it
        /// ran.
        void cancel();
    }
}
