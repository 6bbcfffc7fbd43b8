package afb4j.client.json1;

import afb4j.transport.TransportException;
import afb4j.transport.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Wires that a test holds the other end of.
final class FakeWires implements Opener {

    /// As whom the client came, attempt by attempt.
    final List<Identity> attempts = new ArrayList<>();

    /// What was opened.
    final List<FakeWire> wires = new ArrayList<>();

    /// Why nothing can be opened, null if it can.
    String refusal = "";

    @Override
    public CompletionStage<WebSocket> open(Identity identity, WebSocket.Listener listener) {
        attempts.add(identity);
        if (!refusal.isEmpty()) {
            return CompletableFuture.failedStage(new TransportException(refusal));
        }
        FakeWire wire = new FakeWire(listener);
        wires.add(wire);
        return CompletableFuture.completedStage(wire);
    }

    FakeWire last() {
        return wires.getLast();
    }

    @Override
    public void close() {
        // nothing to release
    }

    /// One of them.
    static final class FakeWire implements WebSocket {

        final Listener listener;
        final List<String> sent = new ArrayList<>();
        final CompletableFuture<Void> over = new CompletableFuture<>();
        boolean isStarted;
        long outboundChars;

        /// Code and reason of the close, empty while there is none.
        String closed = "";

        FakeWire(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void start() {
            isStarted = true;
        }

        @Override
        public void send(String text) {
            sent.add(text);
        }

        @Override
        public long outboundChars() {
            return outboundChars;
        }

        @Override
        public void close(int code, String reason) {
            closed = code + " " + reason;
        }

        @Override
        public CompletionStage<Void> over() {
            return over;
        }
    }
}
