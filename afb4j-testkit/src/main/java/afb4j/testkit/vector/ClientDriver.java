package afb4j.testkit.vector;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes a [ClientUnderTest] say what was recorded: one [DrivenConversation] for each recorded connection.
final class ClientDriver implements PlayDriver, AutoCloseable {
    private final Vector vector;
    private final ClientUnderTest client;
    private final Sockets.Listening listening;
    private final Duration patience;
    private final Set<Feature> needs;
    private final Map<ConnectionKey, DrivenConversation> conversations = new HashMap<>();

    ClientDriver(Vector vector, ClientUnderTest client, Sockets.Listening listening, Duration patience) {
        this.vector = vector;
        this.client = client;
        this.listening = listening;
        this.patience = patience;
        this.needs = FeatureFinder.needs(vector, Subject.CLIENT);
    }

    @Override
    public FrameSocket connect(ConnectionKey key) {
        DrivenConversation conversation = new DrivenConversation(patience);
        conversations.put(key, conversation);
        conversation.open(client, setup(key));
        return listening.accept(patience);
    }

    @Override
    public void reached(Step step) {
        DrivenConversation conversation = conversation(step);
        Message message = step.message;
        if (message != null && message.is("call")) {
            conversation.call(message);
        } else if (message != null && message.is("describe")) {
            conversation.describe(message);
        } else if (step.isEnd()) {
            conversation.end();
        }
    }

    @Override
    public void sent(Step step) {
        Message message = step.message;
        if (message != null) {
            conversation(step).sent(step, message);
        }
        if (DeviationRewrites.isRefusedVersion(step.line)) {
            conversation(step).versionRefused();
        }
        if (step.isEnd() || step.line.isFrame(Opcode.CLOSE)) {
            conversation(step).serverEnded();
        }
    }

    @Override
    public boolean isSettled(Step end) {
        return conversation(end).isSettled();
    }

    @Override
    public void came(Step step) {
        if (step.isKind("unexpected")) {
            conversation(step).cameUnexpected(step);
        }
    }

    @Override
    public void finished() {
        conversations.values().forEach(DrivenConversation::finished);
    }

    @Override
    public void close() {
        conversations.values().forEach(DrivenConversation::release);
    }

    /// Finds what the recorded program was started with: the session and the token of its first call.
    private ClientSetup setup(ConnectionKey key) {
        String session = first(key, "session-add", "uuid")
                .or(() -> first(key, "call", "session"))
                .orElse(null);
        String token = first(key, "token-add", "token").orElse(null);
        return new ClientSetup(listening.endpoint(), dialect(key), session, token, needs);
    }

    /// Returns the dialect of the first thing said there: links of a chain may differ.
    private Dialect dialect(ConnectionKey key) {
        return vector.frames().stream()
                .filter(line -> line.key().equals(key))
                .findFirst()
                .map(VectorFrame::dialect)
                .orElse(vector.dialect());
    }

    private Optional<String> first(ConnectionKey key, String kind, String field) {
        return vector.frames().stream()
                .filter(line -> line.direction() == Direction.C2S && line.key().equals(key))
                .flatMap(line -> line.message().stream())
                .filter(message -> message.is(kind))
                .findFirst()
                .flatMap(message -> message.field(field))
                .map(Field::value);
    }

    private DrivenConversation conversation(Step step) {
        DrivenConversation conversation = conversations.get(step.connection());
        if (conversation == null) {
            throw new IllegalStateException("no conversation on " + step.connection());
        }
        return conversation;
    }
}
