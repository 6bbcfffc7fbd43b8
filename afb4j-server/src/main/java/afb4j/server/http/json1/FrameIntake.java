package afb4j.server.http.json1;

import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/// Hands frames on as long as they are wanted. While they are not, or the socket takes no more output, the
/// channel is not read; what was read already waits, at most the frames of one read, in their order.
///
/// Channels of one process read and write within each other's calls: a frame that comes while another one is
/// handled waits too.
@ConfinedTo("connection event loop")
final class FrameIntake {

    private final Channel channel;
    private final Loop loop;
    private final Consumer<WebSocketFrame> handler;
    private final Queue<WebSocketFrame> waiting = new ArrayDeque<>();
    private boolean handling;
    private boolean wanted = true;
    private boolean closed;
    private boolean wasOff;

    /// An intake of `channel`, on `loop`. `handler` takes each frame over and does not throw.
    FrameIntake(Channel channel, Loop loop, Consumer<WebSocketFrame> handler) {
        this.channel = channel;
        this.loop = loop;
        this.handler = handler;
    }

    /// A frame was read. Takes it over.
    void add(WebSocketFrame frame) {
        waiting.add(frame);
        handleWaiting();
    }

    private void handleWaiting() {
        if (handling) {
            return;
        }
        handling = true;
        try {
            while (isOn() && !waiting.isEmpty()) {
                handler.accept(waiting.remove());
            }
        } finally {
            handling = false;
        }
        update();
    }

    /// Stops or resumes on behalf of the protocol above.
    void want(boolean frames) {
        wanted = frames;
        update();
    }

    /// Whether frames are handed on.
    boolean isOn() {
        return !closed && wanted && channel.isWritable();
    }

    /// Reads, or does not, as the channel and the protocol above are now.
    void update() {
        if (handling) {
            return; // the end of handleWaiting() does it
        }
        boolean reads = closed || isOn();
        wasOff |= !reads;
        if (reads && !waiting.isEmpty()) {
            loop.execute(this::handleWaiting); // and then reading goes on
        } else {
            channel.config().setAutoRead(reads);
        }
    }

    /// Whether it was off at some time since [#watch()].
    boolean wasOff() {
        return wasOff;
    }

    /// Begins to watch whether it is off.
    void watch() {
        wasOff = !isOn();
    }

    /// Hands on nothing any more; what waits is released, and the channel is read to its end. Idempotent.
    void close() {
        closed = true;
        waiting.forEach(WebSocketFrame::release);
        waiting.clear();
        update();
    }
}
