package afb4j.sequencer;

/// Carries what a library keeps per thread, such as a trace, from the thread that offers a message to the handler
/// (J-12).
public interface ContextCarrier {

    /// Carries nothing.
    ContextCarrier NONE = new ContextCarrier() {
        @Override
        public Object capture() {
            return this;
        }

        @Override
        public void run(Object context, Runnable handler) {
            handler.run();
        }
    };

    /// The context of the calling thread. Called in the thread that offers.
    Object capture();

    /// Runs `handler` with a captured context restored around it. Called on the loop.
    void run(Object context, Runnable handler);
}
