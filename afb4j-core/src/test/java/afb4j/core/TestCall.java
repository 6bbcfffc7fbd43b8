package afb4j.core;

import afb4j.api.Data;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.core.session.LiveSession;
import afb4j.core.session.SessionConfig;
import afb4j.core.session.SessionStore;
import afb4j.core.session.SessionTable;
import afb4j.sequencer.Loop;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A call that keeps what is delivered, and so shows whether that is one reply.
class TestCall extends AnonymousCall {

    private final Loop loop;
    private final String name;
    private final BlockingQueue<Reply> delivered = new LinkedBlockingQueue<>();
    private @Nullable SessionTable sessions;
    private @Nullable LiveSession session;
    private @Nullable String token;

    TestCall(Loop loop, String api, String verb, List<Data> arguments) {
        super(api, verb, arguments);
        this.loop = loop;
        this.name = "call of " + verb;
    }

    TestCall(Loop loop, String verb) {
        this(loop, "test", verb, List.of(Json.NULL));
    }

    /// The same in a session of that binder.
    TestCall inSessionOf(BinderCore binder) {
        sessions = binder.sessions();
        return this;
    }

    TestCall withToken(@Nullable String text) {
        token = text;
        return this;
    }

    @Override
    protected LiveSession liveSession() {
        if (session == null) {
            SessionTable table = sessions != null
                    ? sessions
                    : SessionTable.open(SessionConfig.DEFAULT, SessionStore.inMemory(), loop);
            session = NoSessionException.orThrow(table.create());
        }
        return session;
    }

    @Override
    public Optional<String> token() {
        return Optional.ofNullable(token);
    }

    /// Waits for the first reply.
    Reply awaitReply() {
        try {
            Reply reply = delivered.poll(10, TimeUnit.SECONDS);
            if (reply == null) {
                throw new AssertionError(this + ": no reply");
            }
            delivered.add(reply);
            return reply;
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /// All replies up to now: never more than one.
    List<Reply> replies() {
        return List.copyOf(delivered);
    }

    @Override
    protected void deliver(Reply reply) {
        delivered.add(reply);
    }

    @Override
    protected Loop loop() {
        return loop;
    }

    @Override
    protected String id() {
        return name;
    }
}
