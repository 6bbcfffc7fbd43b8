package afb4j.testkit.vector;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// A description that a client under test was asked for. The client gives it on any thread; the player
/// compares it.
final class DrivenDescription {
    private final Duration patience;
    private final CompletableFuture<String> given = new CompletableFuture<>();
    private volatile boolean twice; // written by the client, read by the player

    DrivenDescription(Duration patience) {
        this.patience = patience;
    }

    /// The client gives the description.
    void seen(String description) {
        if (!given.complete(description)) {
            twice = true;
        }
    }

    /// Checks that the user was given one description only.
    void expectNothingMore() {
        if (twice) {
            throw new VectorMismatch("the user of the client was given a description twice");
        }
    }

    /// Waits for what the user has to see.
    void expect(String description) {
        String shown = Sockets.await(given, patience, "the description of the API");
        if (!JsonTexts.same(description, shown, String::equals)) {
            throw new VectorMismatch("the user of the client was given the description " + Texts.cut(shown, 400)
                    + "\n  expected " + Texts.cut(description, 400));
        }
    }
}
