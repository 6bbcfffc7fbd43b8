package afb4j.testkit.vector;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The server of a recording, played by the player itself: what a [ServerPlay] is tested against.
final class ScriptedServer implements ServerUnderTest, AutoCloseable {
    private final Sockets.Listening listening;
    private final CompletableFuture<Void> played = new CompletableFuture<>();

    /// Plays one conversation after the other.
    ScriptedServer(Duration patience, List<Vector> vectors) {
        listening = Sockets.listen("tcp");
        Thread.ofVirtual().start(() -> {
            try {
                vectors.forEach(
                        vector -> new Play(vector, Subject.CLIENT, _ -> listening.accept(patience), patience).run());
                played.complete(null);
            } catch (RuntimeException | VectorMismatch failure) {
                played.completeExceptionally(failure);
            }
        });
    }

    @Override
    public Endpoint endpoint() {
        return listening.endpoint();
    }

    @Override
    public void stop() {
        // the script ends by itself
    }

    @Override
    public void startAgain() {
        // the script goes on
    }

    /// Waits for the end of the script.
    void join(Duration patience) {
        Sockets.await(played, patience, "the end of the script");
    }

    @Override
    public void close() {
        listening.close();
    }
}
