package afb4j.testkit.vector;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection of a client under test: its calls, the replies that its user sees, and how it ends. Used by
/// the thread of the player; the callbacks of the client come on its own threads and only complete futures.
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
    private final DrivenEvents events;
    private final List<Message> subcalls = new ArrayList<>();
    private final CompletableFuture<Void> hungUp = new CompletableFuture<>();
    private final Map<Long, DrivenCall> pending = new HashMap<>();
    private final Map<Long, DrivenDescription> descriptions = new HashMap<>();
    private final List<DrivenDescription> asked = new ArrayList<>();
    private final List<DrivenCall> calls = new ArrayList<>();
    private CompletableFuture<Void> closed = CompletableFuture.completedFuture(null);
    private End end = End.OPEN;

    DrivenConversation(Duration patience) {
        this.patience = patience;
        this.events = new DrivenEvents(patience);
    }

    /// Opens on a thread of its own: a client may take its time, the scripted server answers meanwhile.
    void open(ClientUnderTest client, ClientSetup setup) {
        Thread.ofVirtual().name("testkit-client-open").start(() -> {
            try {
                opened.complete(client.open(setup, new Told()));
            } catch (RuntimeException failure) {
                opened.completeExceptionally(failure);
            }
        });
    }

    void call(Message recorded) {
        if (isMadeBySubcall(recorded)) {
            return;
        }
        Conversation conversation = conversation();
        DrivenCall call = new DrivenCall(recorded, patience);
        if (conversation != null && call.isStarted(conversation, end == End.BY_VERSION)) {
            calls.add(call);
            pending.put(recorded.field("callid").orElseThrow().number(), call);
        }
    }

    /// A call of the API `hello` that the client makes by itself, for a subcall that it was sent.
    private boolean isMadeBySubcall(Message call) {
        return subcalls.removeIf(subcall -> subcall.text("api").equals(Endpoint.API)
                && subcall.text("verb").equals(call.text("verb"))
                && JsonTexts.same(subcall.text("args"), call.text("args"), String::equals));
    }

    void describe(Message recorded) {
        Conversation conversation = conversation();
        if (conversation != null) {
            DrivenDescription description = new DrivenDescription(patience);
            asked.add(description);
            descriptions.put(recorded.field("descid").orElseThrow().number(), description);
            conversation.describe(description::seen);
        }
    }

    /// A message was sent to the client.
    void sent(Step step, Message message) {
        if (message.isReply()) {
            replied(message);
        } else if (message.is("description")) {
            message.field("descid")
                    .map(Field::number)
                    .map(descriptions::remove)
                    .ifPresent(description ->
                            description.expect(message.isValid() ? message.text("description") : "null"));
        } else if (message.is("subcall")) {
            subcalls.add(message);
        } else if (message.isValid()) {
            events.sent(step, message);
        }
    }

    /// Returns whether every push that was sent has been seen or answered.
    boolean isSettled() {
        return events.isSettled();
    }

    /// The client answered a push by `U`.
    void cameUnexpected(Step step) {
        events.cameUnexpected(step);
    }

    /// A recorded reply was sent: the first for a call decides what its user sees, others are dropped (W-38).
    private void replied(Message reply) {
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

    /// The client is to end the connection: by itself when there is a reason, else because its user wants it.
    void end() {
        if (end != End.OPEN) {
            return;
        }
        end = End.BY_USER;
        Conversation conversation = conversation();
        if (conversation != null) {
            close(conversation);
        }
    }

    /// On a thread of its own: a client may wait for the other end, which is played meanwhile.
    private void close(Conversation conversation) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        closed = done;
        Thread.ofVirtual().name("testkit-client-close").start(() -> {
            try {
                conversation.close();
                done.complete(null);
            } catch (RuntimeException failure) {
                done.completeExceptionally(failure);
            }
        });
    }

    /// Checks how everything ended.
    void finished() {
        boolean told = end == End.BY_SERVER || (end == End.BY_VERSION && !opened.isCompletedExceptionally());
        if (told) {
            Sockets.await(hungUp, patience, "the client to tell that the connection was lost (W-90)");
        }
        if (end != End.BY_USER) {
            pending.values().forEach(DrivenCall::expectDisconnection);
            descriptions.values().forEach(description -> description.expect("null"));
        }
        Sockets.await(closed, patience, "the client to close its connection");
        release();
        if (end == End.BY_USER) {
            pending.values().forEach(DrivenCall::allowDisconnection);
        }
        events.finished();
        asked.forEach(DrivenDescription::expectNothingMore);
        calls.forEach(call -> call.expectNothingMore(end == End.BY_USER && pending.containsValue(call)));
    }

    /// Closes the conversation if it was ever opened.
    void release() {
        if (opened.isDone() && !opened.isCompletedExceptionally()) {
            opened.join().close();
        }
    }

    private final class Told implements ClientListener {
        @Override
        public void onHangup() {
            hungUp.complete(null);
        }

        @Override
        public void onEvent(EventSeen event) {
            events.show(event);
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
