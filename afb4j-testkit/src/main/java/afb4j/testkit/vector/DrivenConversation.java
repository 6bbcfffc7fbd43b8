package afb4j.testkit.vector;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection of a client under test: its calls, the replies that its user sees, and how it ends. Used
/// by the thread of the player; the callbacks of the client come on its own threads and only complete
/// futures.
final class DrivenConversation {

    /// Who ends the connection, as far as the play has come.
    private enum End {
        /// Nobody yet.
        OPEN,
        /// The user of the client closed it.
        BY_USER,
        /// The server ended it: the client has to tell.
        BY_SERVER,
        /// The client has to hang up by itself, because of the version (W-33).
        BY_VERSION
    }

    private final Duration patience;
    private final CompletableFuture<Conversation> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> hungUp = new CompletableFuture<>();
    private final Map<Long, DrivenCall> pending = new HashMap<>();
    private final List<DrivenCall> calls = new ArrayList<>();
    private End end = End.OPEN;

    DrivenConversation(Duration patience) {
        this.patience = patience;
    }

    /// Opens on a thread of its own: a client may take its time, the scripted server answers meanwhile.
    void open(ClientUnderTest client, Endpoint endpoint, Dialect dialect) {
        Thread.ofVirtual().name("testkit-client-open").start(() -> {
            try {
                opened.complete(client.open(endpoint, dialect, () -> hungUp.complete(null)));
            } catch (RuntimeException failure) {
                opened.completeExceptionally(failure);
            }
        });
    }

    void call(Message recorded) {
        Conversation conversation = conversation();
        DrivenCall call = new DrivenCall(recorded, patience);
        if (conversation != null && call.isStarted(conversation, end == End.BY_VERSION)) {
            calls.add(call);
            pending.put(recorded.field("callid").orElseThrow().number(), call);
        }
    }

    /// A recorded reply was sent: the first for a call decides what its user sees, others are dropped
    /// (W-38).
    void replied(Message reply) {
        reply.field("callid").map(Field::number).map(pending::remove).ifPresent(call -> call.expectReply(reply));
    }

    void versionRefused() {
        end = End.BY_VERSION;
    }

    void serverEnded() {
        if (end == End.OPEN) {
            end = End.BY_SERVER;
        }
    }

    /// The client is to end the connection: by itself when there is a reason, else because its user wants
    /// it.
    void end() {
        if (end != End.OPEN) {
            return;
        }
        end = End.BY_USER;
        Conversation conversation = conversation();
        if (conversation != null) {
            conversation.close();
        }
    }

    /// Checks how everything ended.
    void finished() {
        boolean told = end == End.BY_SERVER || (end == End.BY_VERSION && !opened.isCompletedExceptionally());
        if (told) {
            Sockets.await(hungUp, patience, "the client to tell that the connection was lost (W-90)");
        }
        if (end != End.BY_USER) {
            pending.values().forEach(DrivenCall::expectDisconnection);
        }
        release();
        if (end == End.BY_USER) {
            pending.values().forEach(DrivenCall::allowDisconnection);
        }
        calls.forEach(call -> call.expectNothingMore(end == End.BY_USER && pending.containsValue(call)));
    }

    /// Closes the conversation if it was ever opened.
    void release() {
        if (opened.isDone() && !opened.isCompletedExceptionally()) {
            opened.join().close();
        }
    }

    /// Returns the conversation, or null when the client gave up for a reason that is accepted.
    private @Nullable Conversation conversation() {
        if (end == End.BY_VERSION) {
            return opened.handle((conversation, _) -> conversation)
                    .completeOnTimeout(null, patience.toNanos(), TimeUnit.NANOSECONDS)
                    .join();
        }
        return Sockets.await(opened, patience, "the client to open its connection");
    }
}
