package afb4j.client.json1;

import static java.lang.System.Logger.Level.DEBUG;

import afb4j.protocol.CloseCode;
import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A [Wire] on a websocket of the JDK, which masks frames, answers pings and checks UTF-8.
///
/// **Input.** Parts of a text are gathered up to the limit; the next text is asked for when the listener has
/// returned from the last one, so that what it cannot take stays with the binder.
///
/// **Output.** The JDK takes one text at a time, so the others wait here. It cuts texts into fragments that
/// are longer than its property `jdk.httpclient.websocket.intermediateBufferSize`, 16 384 bytes.
///
/// **End.** Whatever comes first of a close frame, the end of the stream, a failure, and the time limit of
/// our own close. The JDK refuses to send some codes on behalf of its users; 1008 stands for them.
@ConfinedTo("loop of the client, but for the methods of WebSocket.Listener, which the JDK calls one at a time")
@SuppressWarnings("FutureReturnValueIgnored") // how sending ends is told to this by whenComplete
final class JdkWire implements Wire, WebSocket.Listener {

    /// How long the other side may take to answer a close frame.
    static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private static final System.Logger LOGGER = System.getLogger(JdkWire.class.getName());

    private static final int NO_CODE = 1005;
    private static final int NO_CLOSE_FRAME = 1006;

    private final Loop loop;
    private final int maxTextChars;
    private final Listener listener;
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    /// Set by whichever comes first of being told by the JDK and by the opener: it is the same one.
    private volatile @Nullable WebSocket socket;

    /// What came of a text that is not whole yet; touched by the JDK only.
    private final StringBuilder begun = new StringBuilder();

    /// Whether all further input is skipped; touched by the JDK only.
    private boolean isSkipping;

    private final Deque<String> output = new ArrayDeque<>();
    private long outboundChars;
    private boolean isSending;
    private Stage stage = Stage.OPEN;
    private int closeCode;
    private String closeReason = "";
    private Loop.Alarm closeLimit = () -> {};

    /// Why it is over, if that is known before it is.
    private @Nullable String cause;

    /// Where a wire is in its life.
    private enum Stage {
        /// Texts come and go.
        OPEN,
        /// Nothing can be sent any more; texts that were on their way still come.
        BROKEN,
        /// What waits is sent, then a close frame; what comes is discarded.
        CLOSING,
        /// The close frame was sent.
        CLOSED,
        /// The listener was told.
        OVER
    }

    JdkWire(Loop loop, int maxTextChars, Listener listener) {
        this.loop = loop;
        this.maxTextChars = maxTextChars;
        this.listener = listener;
    }

    private WebSocket socket() {
        WebSocket open = socket;
        if (open == null) {
            throw new IllegalStateException("a wire that is not open yet");
        }
        return open;
    }

    /// The wire is open.
    void opened(WebSocket open) {
        socket = open;
    }

    // ---- what the JDK tells

    @Override
    public void onOpen(WebSocket open) {
        opened(open);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
        if (!isSkipping && begun.length() + part.length() > maxTextChars) {
            isSkipping = true;
            loop.execute(() -> breakOff("a message is longer than " + maxTextChars + " bytes"));
        }
        if (isSkipping) {
            from.request(1);
            return null;
        }
        begun.append(part);
        if (isLast) {
            String text = begun.toString();
            begun.setLength(0);
            loop.execute(() -> deliver(text));
        } else {
            from.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean isLast) {
        if (!isSkipping) {
            isSkipping = true;
            loop.execute(() -> breakOff("a binary message came, expected texts"));
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        loop.execute(() -> end(farewell(code, reason)));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        loop.execute(() -> end("the connection broke: " + failure.getMessage()));
    }

    private static String farewell(int code, String reason) {
        return switch (code) {
            case NO_CODE -> "it hung up";
            case NO_CLOSE_FRAME -> "it hung up without a word";
            default -> "it hung up with " + code + (reason.isEmpty() ? "" : " " + reason);
        };
    }

    // ---- on the loop

    @Override
    public void start() {
        socket().request(1);
    }

    private void deliver(String text) {
        try {
            if (stage == Stage.OPEN || stage == Stage.BROKEN) {
                listener.onText(text);
            }
        } finally {
            socket().request(1);
        }
    }

    @Override
    public void send(String text) {
        if (stage == Stage.OPEN) {
            output.add(text);
            outboundChars += text.length();
            sendNext();
        }
    }

    @Override
    public long outboundChars() {
        return outboundChars;
    }

    private void sendNext() {
        if (isSending) {
            return;
        }
        String next = output.poll();
        if (next != null) {
            isSending = true;
            socket().sendText(next, true).whenComplete((_, failure) -> loop.execute(() -> sent(next, failure)));
        } else if (stage == Stage.CLOSING) {
            stage = Stage.CLOSED;
            socket().sendClose(closeCode, closeReason)
                    .whenComplete((_, failure) -> loop.execute(() -> {
                        if (failure != null) {
                            end("the connection broke: " + failure.getMessage());
                        }
                    }));
        }
    }

    private void sent(String text, @Nullable Throwable failure) {
        isSending = false;
        outboundChars -= text.length();
        if (failure == null) {
            sendNext();
        } else if (stage == Stage.OPEN) {
            LOGGER.log(DEBUG, "a websocket takes no more output: {0}", failure.getMessage());
            stage = Stage.BROKEN;
            cause = "the connection broke: " + failure.getMessage();
            dropOutput();
            limitClose();
        } else {
            end("the connection broke: " + failure.getMessage());
        }
    }

    private void dropOutput() {
        output.forEach(text -> outboundChars -= text.length());
        output.clear();
    }

    @Override
    public void close(int code, String reason) {
        if (stage == Stage.OPEN) {
            stage = Stage.CLOSING;
            closeCode = mayBeSent(code) ? code : CloseCode.POLICY_VIOLATION.code();
            closeReason = reason;
            limitClose();
            sendNext();
        }
    }

    private static boolean mayBeSent(int code) {
        return code == CloseCode.NORMAL.code() || code == CloseCode.GOING_AWAY.code();
    }

    /// The other side is at fault: nothing is sent but why.
    private void breakOff(String why) {
        cause = why;
        dropOutput();
        close(CloseCode.POLICY_VIOLATION.code(), why);
    }

    private void limitClose() {
        closeLimit = loop.at(loop.nanoTime() + CLOSE_TIMEOUT.toNanos(), () -> end("it did not answer the close"));
    }

    private void end(String why) {
        if (stage != Stage.OVER) {
            stage = Stage.OVER;
            closeLimit.cancel();
            dropOutput();
            socket().abort();
            listener.onOver(cause == null ? why : cause);
            over.complete(null);
        }
    }

    @Override
    public CompletionStage<Void> over() {
        return over;
    }
}
