package afb4j.transport.netty;

import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/// What a connection writes: frames of one turn are gathered in one buffer and flushed once, at the end of
/// the read batch, or, outside of one, when the loop has run the tasks it has now.
@ConfinedTo("connection event loop")
@SuppressWarnings("FutureReturnValueIgnored") // failures of writes come back through the pipeline
public final class Output {

    private static final int FIRST_BYTES = 512;
    private static final int MAX_FIRST_BYTES = 256 * 1024;

    /// A buffer with so much is given to the channel before the turn is over, so that it counts as waiting. It
    /// is less than a buffer has room for, so that one more frame seldom makes it grow, which copies all.
    private static final int CHUNK_BYTES = MAX_FIRST_BYTES * 3 / 4;

    private final Channel channel;
    private final TurnFlush turn;

    /// Output of this turn, null when there is none.
    private @Nullable ByteBuf buffer;

    /// Room of a new buffer: as much as the turn before has written.
    private int firstBytes = FIRST_BYTES;

    /// What was given to the channel in this turn.
    private long turnBytes;

    private boolean inReadBatch;
    private boolean flushScheduled;
    private boolean ended;

    /// The output of `channel`, which lives on `loop`. On that loop.
    public Output(Channel channel, Loop loop) {
        this.channel = channel;
        this.turn = TurnFlush.of(loop);
    }

    /// The buffer to append frames to; tell [#written()] afterwards.
    public ByteBuf buffer() {
        ByteBuf open = buffer;
        if (open == null) {
            open = channel.alloc().buffer(firstBytes);
            buffer = open;
        }
        return open;
    }

    /// Says that [#buffer()] has grown.
    public void written() {
        ByteBuf full = buffer;
        if (full != null && full.readableBytes() >= CHUNK_BYTES && !ended) {
            buffer = null;
            turnBytes += full.readableBytes();
            firstBytes = MAX_FIRST_BYTES;
            channel.write(full, channel.voidPromise());
        }
        if (!inReadBatch && !flushScheduled) {
            flushScheduled = true;
            turn.add(this);
        }
    }

    /// The loop has run the tasks it had.
    void turnIsOver() {
        flushScheduled = false;
        flush();
    }

    /// Input has come: what is written from now on waits for the end of the read batch.
    public void beginReadBatch() {
        inReadBatch = true;
    }

    /// All input that there was has been handled: sends what was written.
    public void endReadBatch() {
        inReadBatch = false;
        flush();
    }

    private void flush() {
        ByteBuf last = buffer;
        buffer = null;
        if (last == null) {
            channel.flush();
        } else if (ended || !last.isReadable()) {
            last.release();
        } else {
            long written = turnBytes + last.readableBytes();
            firstBytes = Math.clamp(Long.highestOneBit(written) << 1, FIRST_BYTES, MAX_FIRST_BYTES);
            channel.writeAndFlush(last, channel.voidPromise());
        }
        turnBytes = 0;
    }

    /// Bytes that wait to be sent.
    public long bytes() {
        ByteBuf open = buffer;
        return Farewell.pendingBytes(channel) + (open == null ? 0 : open.readableBytes());
    }

    /// Ends the output: nothing that is written from now on is sent.
    ///
    /// @return what was written and not given to the channel, and room for a few bytes more; to be released
    public ByteBuf end() {
        ByteBuf last = buffer();
        buffer = null;
        ended = true;
        return last;
    }

    /// Ends the output and drops what was written and not given to the channel.
    public void discard() {
        ended = true;
        if (buffer != null) {
            buffer.release();
            buffer = null;
        }
    }
}
