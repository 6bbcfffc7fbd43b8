package afb4j.server.http.json1;

import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolException.Reason;
import afb4j.sequencer.ConfinedTo;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/// The message whose fragments come one after the other, put together (RFC 6455, 5.4; http-and-wsj1.md 11,
/// P15). It is never longer than the limit, which counts for all fragments together.
@ConfinedTo("connection event loop")
final class Fragments {

    private final ByteBufAllocator allocator;
    private final int maxMessageBytes;
    private @Nullable ByteBuf gathered;

    Fragments(ByteBufAllocator allocator, int maxMessageBytes) {
        this.allocator = allocator;
        this.maxMessageBytes = maxMessageBytes;
    }

    /// Whether a message has begun and not been taken.
    boolean isBegun() {
        return gathered != null;
    }

    /// Adds a fragment, which is borrowed.
    ///
    /// @throws ProtocolException with [Reason#LIMIT] when the message becomes too long
    void add(ByteBuf fragment) {
        ByteBuf message = gathered;
        int before = message == null ? 0 : message.readableBytes();
        if (fragment.readableBytes() > maxMessageBytes - before) {
            throw new ProtocolException(
                    Reason.LIMIT,
                    "message has " + before + " bytes and gets " + fragment.readableBytes() + " more, limit is "
                            + maxMessageBytes);
        }
        if (message == null) {
            message = allocator.buffer(fragment.readableBytes(), maxMessageBytes);
            gathered = message;
        }
        message.writeBytes(fragment);
    }

    /// Takes the message out, of one fragment at least; to be released.
    ByteBuf take() {
        ByteBuf message = gathered;
        if (message == null) {
            throw new IllegalStateException("no fragment came, expected one before the message is taken");
        }
        gathered = null;
        return message;
    }

    /// Drops what came of a message. Idempotent.
    void release() {
        if (gathered != null) {
            gathered.release();
            gathered = null;
        }
    }
}
