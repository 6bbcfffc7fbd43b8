package afb4j.core.session;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Where sessions survive the end of the process. A store asks for what it writes when it writes it, instead
/// of being given it: so changes of one session that follow each other quickly are written once, and never in
/// the wrong order.
///
/// [#changed(String)] and [#flush()] may be called from any thread, event loops included, and never block;
/// [#open(Source)] and [#close()] may.
public interface SessionStore extends AutoCloseable {

    /// A store that keeps nothing beyond the process.
    static SessionStore inMemory() {
        return new SessionStore() {
            @Override
            public List<SessionRecord> open(Source source) {
                return List.of();
            }

            @Override
            public void changed(String uuid) {
                // nothing is kept
            }

            @Override
            public CompletionStage<Void> flush() {
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
    }

    /// Gives all that was kept. From now on `source` is asked; called once, by the table that uses the store.
    ///
    /// @throws RuntimeException when what was kept cannot be read
    List<SessionRecord> open(Source source);

    /// The session of this uuid has changed, began or ended: its state is to be fetched from the source and
    /// kept, or forgotten if the source has none.
    void changed(String uuid);

    /// Completes when all changes named before this call are kept for good, exceptionally if they cannot be.
    CompletionStage<Void> flush();

    /// Keeps what is waiting and ends. Idempotent.
    @Override
    void close();

    /// Where a store fetches the state of sessions.
    interface Source {

        /// What is to be kept of a session now; nothing if there is none.
        Optional<SessionRecord> fetch(String uuid);

        /// All sessions there are now, for a store that has lost track of changes.
        List<String> uuids();
    }
}
