package afb4j.testkit.vector;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The relay of a recording, played by the player itself: what a [RelayPlay] is tested against. It is what is
/// wanted of ours, with the credentials of this process in place of the recorded ones.
final class ScriptedRelay implements RelayUnderTest {
    private static final String LABEL = "NoLabel";

    private final Vector script;
    private final Duration patience;
    private final Sockets.Listening listening;
    private final CompletableFuture<Void> played = new CompletableFuture<>();

    /// @param wanted the conversation after all rewrites, right or wrong
    ScriptedRelay(Vector wanted, Duration patience) {
        this.script = wanted.withFrames(
                wanted.frames().stream().map(ScriptedRelay::withOurCredentials).toList());
        this.patience = patience;
        this.listening = Sockets.listen(wanted.transport());
    }

    private static VectorFrame withOurCredentials(VectorFrame line) {
        Message message = line.message().orElse(null);
        boolean isForeign = message != null
                && message.is("call")
                && !message.text("creds").isEmpty()
                && !AcceptedDeviation.isInvented(message.text("creds"));
        return isForeign
                ? line.withHex(MessageEncoder.with(line.dialect(), message, "creds", OwnCredentials.withLabel(LABEL)))
                : line;
    }

    @Override
    public Endpoint start(RelaySetup setup) {
        List<Endpoint> remotes = setup.remotes();
        PlayDriver driver = key -> switch (key.link()) {
            case RelayPlay.CLIENT_LINK -> listening.accept(patience);
            case ServerPlay.SECOND_SERVER_LINK -> Sockets.connect(remotes.get(1));
            default -> Sockets.connect(remotes.getFirst());
        };
        Thread.ofVirtual().start(() -> {
            try {
                new Play(
                                script,
                                Subject.SERVER,
                                line -> DeviationRewrites.isOfSubject(line, Subject.RELAY),
                                driver,
                                patience)
                        .run();
                played.complete(null);
            } catch (RuntimeException | VectorMismatch failure) {
                played.completeExceptionally(failure);
            }
        });
        return listening.endpoint();
    }

    /// Waits for the end of the script.
    void join() {
        Sockets.await(played, patience, "the end of the script");
    }

    /// Returns why the script ended too early, if it did.
    Optional<Throwable> failure() {
        return played.isCompletedExceptionally() ? Optional.of(played.exceptionNow()) : Optional.empty();
    }

    @Override
    public void close() {
        listening.close();
    }
}
