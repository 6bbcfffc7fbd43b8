package afb4j.testkit.http;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// The connections of a play, and what is done with them. Used by one thread.
final class PlayedSteps implements AutoCloseable {
    private static final int REMEMBERED = 20;

    /// How long a server may take to close a connection that it said it closes.
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    /// How long a connection that stays is watched.
    private static final Duration OPEN_PATIENCE = Duration.ofMillis(20);

    private final int port;
    private final Duration limit;
    private final Blanks blanks;
    private final ReplyCheck replies;
    private final FrameCheck frames;
    private final Map<String, HttpSocket> sockets = new HashMap<>();
    private final Map<String, FrameSocket> websockets = new HashMap<>();

    /// The websockets on which a close frame came: the server may have closed them, and says nothing more.
    private final Set<String> closed = new HashSet<>();

    private final Deque<String> before = new ArrayDeque<>();

    /// @param limit of the patience for any reply or frame
    PlayedSteps(int port, Duration limit) {
        this.port = port;
        this.limit = limit;
        this.blanks = new Blanks(port);
        this.replies = new ReplyCheck(blanks);
        this.frames = new FrameCheck(blanks);
    }

    void run(HttpStep step) {
        blanks.nextStep();
        switch (step) {
            case HttpStep.Exchange exchange -> exchange(exchange);
            case HttpStep.Upgrade upgrade -> upgrade(upgrade);
            case HttpStep.Send send -> send(send);
            case HttpStep.Leave leave -> websocket(leave.connection()).close();
            case HttpStep.Receive receive -> receive(receive);
            case HttpStep.Silence silence -> silence(silence);
            case HttpStep.Pause pause -> pass(pause.time());
        }
    }

    /// The last lines of the conversation, for the text of a failure.
    String before() {
        return String.join("\n      ", before);
    }

    private void note(String line) {
        if (before.size() == REMEMBERED) {
            before.removeFirst();
        }
        before.addLast(line);
    }

    private Duration atMost(Duration patience) {
        return patience.compareTo(limit) < 0 ? patience : limit;
    }

    // ---- requests

    private void exchange(HttpStep.Exchange exchange) {
        boolean isShared = !exchange.connection().isEmpty();
        HttpSocket socket = isShared
                ? sockets.computeIfAbsent(exchange.connection(), _ -> HttpSocket.connect(port))
                : HttpSocket.connect(port);
        try {
            note("sent " + exchange.request());
            exchange(exchange, socket);
        } finally {
            if (!isShared) {
                socket.close();
            }
        }
    }

    private void exchange(HttpStep.Exchange exchange, HttpSocket socket) {
        WantedReply wanted = exchange.reply();
        HttpReplySeen seen;
        if (exchange.request().waitsForContinue()) {
            socket.send(exchange.request().head(blanks));
            seen = continued(exchange, socket);
        } else {
            socket.send(exchange.request().wire(blanks));
            if (wanted.silence().isPresent()) {
                expectNothing(socket, wanted.silence().get());
                return;
            }
            seen = socket.reply(exchange.request().method(), atMost(exchange.patience()));
        }
        note("came " + seen);
        check(replies.differences(wanted, seen), seen);
        if (exchange.capturesTag()) {
            blanks.captureEtag(seen.header("ETag").orElse(""));
        }
        checkConnection(wanted.connection(), seen, socket);
    }

    /// Sends the body when it is asked for.
    private HttpReplySeen continued(HttpStep.Exchange exchange, HttpSocket socket) {
        int interim = socket.head(atMost(exchange.patience())).status();
        socket.send(exchange.request().body(blanks));
        HttpReplySeen last = socket.reply(exchange.request().method(), atMost(exchange.patience()));
        return new HttpReplySeen(last.status(), last.headers(), last.body(), List.of(interim));
    }

    private static void expectNothing(HttpSocket socket, Duration time) {
        HttpSocket.Next next = socket.next(time);
        if (next != HttpSocket.Next.NOTHING) {
            throw new HttpMismatch("expected nothing for " + time.toMillis() + " ms, got " + next);
        }
    }

    private static void check(List<String> differences, HttpReplySeen seen) {
        if (!differences.isEmpty()) {
            throw new HttpMismatch(String.join("\n    ", differences) + "\n  whole reply: " + seen);
        }
    }

    /// A server does what it says about the connection, and where it is known what it says, says that.
    private static void checkConnection(WantedReply.After wanted, HttpReplySeen seen, HttpSocket socket) {
        boolean closes = seen.closes();
        if (wanted != WantedReply.After.ANY && closes != (wanted == WantedReply.After.CLOSED)) {
            throw new HttpMismatch("connection: expected " + wanted + ", got " + seen);
        }
        HttpSocket.Next next = socket.next(closes ? CLOSE_PATIENCE : OPEN_PATIENCE);
        HttpSocket.Next announced = closes ? HttpSocket.Next.END : HttpSocket.Next.NOTHING;
        if (next != announced) {
            throw new HttpMismatch("after the reply: expected " + announced + ", got " + next + ": " + seen);
        }
    }

    // ---- websockets

    private void upgrade(HttpStep.Upgrade upgrade) {
        HttpSocket socket = HttpSocket.connect(port);
        sockets.put(upgrade.connection() + " upgrading", socket);
        note(upgrade.connection() + " sent " + upgrade.request());
        socket.send(upgrade.request().wire(blanks));
        HttpReplySeen seen = socket.reply("GET", CLOSE_PATIENCE);
        note(upgrade.connection() + " came " + seen);
        check(replies.differences(withAccept(upgrade), seen), seen);
        if (seen.status() == 101) {
            checkUpgraded(seen);
            websockets.put(upgrade.connection(), new FrameSocket(socket));
        }
    }

    private static WantedReply withAccept(HttpStep.Upgrade upgrade) {
        WantedReply wanted = upgrade.reply().withoutHeader("Connection");
        return wanted.status() == 101
                ? wanted.withHeader("Sec-WebSocket-Accept", Handshake.accept(upgrade.key()))
                : wanted;
    }

    private static void checkUpgraded(HttpReplySeen seen) {
        if (!seen.header("Connection").filter("upgrade"::equalsIgnoreCase).isPresent()) {
            throw new HttpMismatch("Connection: expected Upgrade, got " + seen);
        }
    }

    private FrameSocket websocket(String connection) {
        FrameSocket websocket = websockets.get(connection);
        if (websocket == null) {
            throw new HttpMismatch("expected connection " + connection + " to be open");
        }
        return websocket;
    }

    private void send(HttpStep.Send send) {
        note(send.connection() + " sent " + send.frame());
        try {
            websocket(send.connection()).send(send.frame());
        } catch (UncheckedIOException failure) {
            if (!closed.contains(send.connection())) {
                throw failure;
            }
        }
    }

    private void receive(HttpStep.Receive receive) {
        List<WantedFrame> missing = new ArrayList<>(receive.frames());
        while (!missing.isEmpty()) {
            RawFrame seen = websocket(receive.connection()).frame(atMost(receive.patience()));
            note(receive.connection() + " came " + seen);
            if (seen.isClose()) {
                closed.add(receive.connection());
            }
            if (!frames.take(missing, seen)) {
                throw new HttpMismatch(
                        "connection " + receive.connection() + ": expected " + missing + ", got " + seen);
            }
        }
    }

    private void silence(HttpStep.Silence silence) {
        HttpSocket.Next next = websocket(silence.connection()).socket().next(silence.time());
        boolean isOver = next == HttpSocket.Next.END && closed.contains(silence.connection());
        if (next != HttpSocket.Next.NOTHING && !isOver) {
            String got = next == HttpSocket.Next.END
                    ? "the end of the stream"
                    : "" + websocket(silence.connection()).frame(silence.time());
            throw new HttpMismatch("connection " + silence.connection() + ": expected nothing for "
                    + silence.time().toMillis() + " ms, got " + got);
        }
    }

    /// Time of the recording, not of this test: sessions expire in it.
    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        sockets.values().forEach(HttpSocket::close);
    }
}
