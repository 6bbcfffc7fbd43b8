package afb4j.core.session;

/// Something that was asked for and can be taken back.
@FunctionalInterface
public interface Registration extends AutoCloseable {

    /// Takes it back: what was registered is not begun afterwards. A run under way in another thread goes on.
    /// Idempotent, any thread.
    @Override
    void close();
}
