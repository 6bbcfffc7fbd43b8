package afb4j.transport.link;

import afb4j.api.Credentials;
import afb4j.sequencer.Loop;
import afb4j.sequencer.SequencerRuntime;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.transport.Address;
import afb4j.transport.CloseReason;
import afb4j.transport.Connection;
import afb4j.transport.ConnectionListener;
import afb4j.transport.Listener;
import afb4j.transport.Network;
import afb4j.transport.TransportConfig;
import afb4j.transport.TransportException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// A network without sockets on a loop that the test moves: attempts wait for the test to say how they end.
final class FakeNetwork implements Network {

    final VirtualLoop loop = new VirtualLoop();
    final Deque<PendingAttempt> attempts = new ArrayDeque<>();
    private final SequencerRuntime sequencers = SequencerRuntime.on(loop);

    /// An attempt to connect.
    final class PendingAttempt {

        private final Function<Connection, ConnectionListener> listeners;
        private final CompletableFuture<Connection> result = new CompletableFuture<>();

        PendingAttempt(Function<Connection, ConnectionListener> listeners) {
            this.listeners = listeners;
        }

        FakeConnection succeed() {
            FakeConnection connection = new FakeConnection();
            connection.listener = listeners.apply(connection);
            result.complete(connection);
            loop.runUntilIdle();
            return connection;
        }

        void fail() {
            result.completeExceptionally(new TransportException("refused"));
            loop.runUntilIdle();
        }
    }

    /// A connection that swallows its output.
    final class FakeConnection implements Connection {

        final List<String> sent = new ArrayList<>();
        private ConnectionListener listener = new ConnectionListener() {
            @Override
            public void onMessage(ByteBuf message) {
                throw new AssertionError("no listener yet");
            }

            @Override
            public void onClosed(CloseReason reason) {
                throw new AssertionError("no listener yet");
            }
        };
        private ByteBuf output = Unpooled.buffer();
        private boolean open = true;

        /// The other side ends the connection.
        void lose() {
            end(CloseReason.Kind.REMOTE);
        }

        /// The other side answers a call with `true`.
        void answer(int callId) {
            listener.onMessage(Unpooled.wrappedBuffer(new byte[] {
                'k',
                (byte) callId,
                0, // reply
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0, // no error, no info
                5,
                0,
                0,
                0,
                't',
                'r',
                'u',
                'e',
                0
            }));
        }

        /// The other side makes an event known whose name has one letter, and subscribes a call to it.
        void subscribe(int callId, int eventId, char name) {
            receive('E', eventId, 0, 2, 0, 0, 0, name, 0);
            receive('X', callId, 0, eventId, 0);
        }

        /// The other side sends the bytes of a message.
        void receive(int... message) {
            ByteBuf bytes = Unpooled.buffer();
            for (int each : message) {
                bytes.writeByte(each);
            }
            listener.onMessage(bytes);
        }

        private void end(CloseReason.Kind kind) {
            if (open) {
                open = false;
                listener.onClosed(new CloseReason(kind, "test"));
                loop.runUntilIdle();
            }
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
            return Optional.empty();
        }

        @Override
        public void execute(Runnable task) {
            loop.execute(task);
        }

        @Override
        public ByteBuf output() {
            return output;
        }

        @Override
        public void written() {
            output.skipBytes(2);
            sent.add(String.valueOf((char) output.readByte()));
            output = Unpooled.buffer();
        }

        @Override
        public long outboundBytes() {
            return 0;
        }

        @Override
        public void reading(boolean wanted) {
            throw new AssertionError("a client does not stop reading");
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            end(CloseReason.Kind.LOCAL);
        }

        @Override
        public void refuse(String why) {
            end(CloseReason.Kind.PROTOCOL_ERROR);
        }
    }

    @Override
    public TransportConfig config() {
        return TransportConfig.builder().maxInFlight(4).build();
    }

    @Override
    public SequencerRuntime sequencers() {
        return sequencers;
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public Listener listen(Address address, Function<Connection, ConnectionListener> listeners) {
        throw new AssertionError("a link does not listen");
    }

    @Override
    public CompletionStage<Connection> connect(
            Address address, Loop at, Function<Connection, ConnectionListener> listeners) {
        PendingAttempt attempt = new PendingAttempt(listeners);
        attempts.add(attempt);
        return attempt.result;
    }

    @Override
    public void close() {
        sequencers.close();
        loop.runUntilIdle();
    }
}
