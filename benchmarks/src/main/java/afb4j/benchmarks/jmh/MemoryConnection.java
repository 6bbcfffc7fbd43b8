package afb4j.benchmarks.jmh;

import afb4j.api.Credentials;
import afb4j.protocol.websocket.FrameSink;
import afb4j.sequencer.Loop;
import afb4j.transport.Connection;
import afb4j.transport.ConnectionListener;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/// A connection without a socket: messages go to its listener, output stays where it is.
final class MemoryConnection implements Connection, FrameSink {

    private static final Optional<Credentials> CREDENTIALS =
            Optional.of(new Credentials(1000, 1000, 4711, "System:benchmark"));

    private final ByteBuf output = Frames.buffer();
    private final Loop loop = new CallersLoop();
    private ConnectionListener listener;

    void listener(ConnectionListener told) {
        listener = told;
    }

    @Override
    public void onMessage(ByteBuf payload) {
        listener.onMessage(payload);
    }

    @Override
    public void onPing(ByteBuf payload) {
        throw new IllegalStateException("no ping was sent");
    }

    @Override
    public void onPong(ByteBuf payload) {
        throw new IllegalStateException("no pong was sent");
    }

    @Override
    public void onClose(int code) {
        throw new IllegalStateException("no close was sent");
    }

    @Override
    public long id() {
        return 1;
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public Optional<Credentials> credentials() {
        return CREDENTIALS;
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public ByteBuf output() {
        return output;
    }

    @Override
    public void written() {
        // stays where it is
    }

    @Override
    public long outboundBytes() {
        return output.readableBytes();
    }

    @Override
    public void reading(boolean wanted) {
        // all is answered at once
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        throw new IllegalStateException("the benchmark does not close");
    }

    @Override
    public void refuse(String why) {
        throw new IllegalStateException(why);
    }

    /// The thread of the benchmark as a loop. Alarms never ring.
    private static final class CallersLoop implements Loop {

        @Override
        public boolean inLoop() {
            return true;
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void nextTurn(Runnable task) {
            task.run();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public Alarm at(long deadlineNanos, Runnable task) {
            return () -> {};
        }
    }
}
