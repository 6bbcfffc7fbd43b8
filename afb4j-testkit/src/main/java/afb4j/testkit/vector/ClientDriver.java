package afb4j.testkit.vector;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Makes a [ClientUnderTest] say what was recorded: one [DrivenConversation] for each recorded connection.
final class ClientDriver implements PlayDriver, AutoCloseable {
    private final Vector vector;
    private final ClientUnderTest client;
    private final Sockets.Listening listening;
    private final Duration patience;
    private final Map<ConnectionKey, DrivenConversation> conversations = new HashMap<>();

    ClientDriver(Vector vector, ClientUnderTest client, Sockets.Listening listening, Duration patience) {
        this.vector = vector;
        this.client = client;
        this.listening = listening;
        this.patience = patience;
    }

    @Override
    public FrameSocket connect(ConnectionKey key) {
        DrivenConversation conversation = new DrivenConversation(patience);
        conversations.put(key, conversation);
        conversation.open(client, listening.endpoint(), vector.dialect());
        return listening.accept(patience);
    }

    @Override
    public void reached(Step step) {
        DrivenConversation conversation = conversation(step);
        Message message = step.message;
        if (message != null && message.is("call")) {
            conversation.call(message);
        } else if (step.isEnd()) {
            conversation.end();
        }
    }

    @Override
    public void sent(Step step) {
        Message message = step.message;
        if (message != null && message.isReply()) {
            conversation(step).replied(message);
        }
        if (DeviationRewrites.isRefusedVersion(step.line)) {
            conversation(step).versionRefused();
        }
        if (step.isEnd() || step.line.isFrame(Opcode.CLOSE)) {
            conversation(step).serverEnded();
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

    private DrivenConversation conversation(Step step) {
        DrivenConversation conversation = conversations.get(step.connection());
        if (conversation == null) {
            throw new IllegalStateException("no conversation on " + step.connection());
        }
        return conversation;
    }
}
