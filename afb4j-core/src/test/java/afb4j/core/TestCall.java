package afb4j.core;

import afb4j.api.Data;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.sequencer.Loop;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A call that keeps what is delivered, and so shows whether that is one reply.
final class TestCall extends Call {

    private final Loop loop;
    private final String name;
    private final BlockingQueue<Reply> delivered = new LinkedBlockingQueue<>();

    TestCall(Loop loop, String api, String verb, List<Data> arguments) {
        super(api, verb, arguments);
        this.loop = loop;
        this.name = "call of " + verb;
    }

    TestCall(Loop loop, String verb) {
        this(loop, "test", verb, List.of(Json.NULL));
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
