package afb4j.testkit.vector;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// The open connections of a play and what they tell, in one queue. The queue is bounded: when the player
/// is slower than the program under test the readers wait, and so does the program.
final class Connections implements AutoCloseable {
    private static final int QUEUE_LIMIT = 1024;

    private final BlockingQueue<Incoming> incoming = new ArrayBlockingQueue<>(QUEUE_LIMIT);
    private final Map<ConnectionKey, FrameSocket> sockets = new LinkedHashMap<>();
    private final Map<ConnectionKey, Roles> roles = new HashMap<>();
    private final Set<ConnectionKey> ended = new HashSet<>();

    boolean has(ConnectionKey key) {
        return sockets.containsKey(key);
    }

    void add(ConnectionKey key, FrameSocket socket) {
        sockets.put(key, socket);
        roles.put(key, new Roles());
        socket.start(new FrameSocket.Listener() {
            @Override
            public void onFrame(WsFrame frame) {
                offer(new Incoming(key, frame, ""));
            }

            @Override
            public void onEnd(String reason) {
                offer(new Incoming(key, null, reason));
            }
        });
    }

    FrameSocket socket(ConnectionKey key) {
        FrameSocket socket = sockets.get(key);
        if (socket == null) {
            throw new IllegalStateException("connection " + key + " was never opened");
        }
        return socket;
    }

    Roles roles(ConnectionKey key) {
        return roles.computeIfAbsent(key, _ -> new Roles());
    }

    /// Waits for what comes next, at most `patience`.
    Optional<Incoming> next(Duration patience) {
        try {
            Optional<Incoming> next = Optional.ofNullable(incoming.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
            next.filter(told -> told.frame() == null).ifPresent(told -> ended.add(told.connection()));
            return next;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the player was interrupted", interrupted);
        }
    }

    /// Returns whether the peer ended its stream, as far as the player has seen.
    boolean hasEnded(ConnectionKey key) {
        return ended.contains(key);
    }

    /// Returns the connections whose peer has not ended its stream yet.
    List<ConnectionKey> open() {
        return sockets.keySet().stream().filter(key -> !ended.contains(key)).toList();
    }

    @Override
    public void close() {
        for (FrameSocket socket : sockets.values()) {
            try {
                socket.close();
            } catch (IOException _) {
                // the conversation is over: nothing can be lost any more
            }
        }
        incoming.clear();
    }

    private void offer(Incoming told) {
        try {
            incoming.put(told);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
