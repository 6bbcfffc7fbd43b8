package afb4j.transport.netty;

import afb4j.protocol.websocket.FrameDecoder;
import afb4j.protocol.websocket.FrameSink;
import afb4j.sequencer.ConfinedTo;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What a connection has read and not decoded yet. All frames that are whole are decoded where they were read,
/// without copying; of a frame that came in two reads, that frame alone is put together in a buffer of its own.
///
/// What comes while a frame is handled (channels of one process read and write within each other's calls) waits
/// behind it: the frame stays where it is.
@ConfinedTo("connection event loop")
final class Input {

    /// The rest of a frame gets this much room at least for what is missing.
    private static final int MIN_ROOM_BYTES = 2048;

    private final ByteBufAllocator allocator;
    private final FrameDecoder decoder;

    /// What is decoded next, null when there is nothing.
    private @Nullable ByteBuf first;

    /// What was read behind it, null when there is nothing.
    private @Nullable ByteBuf second;

    private boolean decoding;

    Input(ByteBufAllocator allocator, FrameDecoder decoder) {
        this.allocator = allocator;
        this.decoder = decoder;
    }

    boolean isEmpty() {
        return first == null;
    }

    /// Whether [#decode] is at work, maybe further up in the stack.
    boolean isDecoding() {
        return decoding;
    }

    /// Takes over what was read.
    void add(ByteBuf bytes) {
        if (first == null) {
            first = bytes;
        } else if (second == null) {
            second = bytes;
        } else {
            try {
                second.writeBytes(bytes);
            } finally {
                bytes.release();
            }
        }
    }

    /// Decodes what is there, as long as it is wanted. To be followed by [#keepRest()] or [#release()].
    ///
    /// @throws afb4j.protocol.ProtocolException as [FrameDecoder#decodeNext] does
    void decode(BooleanSupplier isWanted, FrameSink sink) {
        decoding = true;
        try {
            decodeAll(isWanted, sink);
        } finally {
            decoding = false;
        }
    }

    private void decodeAll(BooleanSupplier isWanted, FrameSink sink) {
        ByteBuf bytes = first;
        while (bytes != null && isWanted.getAsBoolean()) {
            if (!decoder.decodeNext(bytes, sink)) { // no frame is whole
                if (second == null) {
                    return;
                }
                joinReads(bytes, second);
            }
            bytes = first;
        }
    }

    /// Completes the frame whose beginning `rest` has, from what was read after it.
    private void joinReads(ByteBuf rest, ByteBuf more) {
        if (!rest.isReadable()) {
            rest.release();
            first = more;
            second = null;
            return;
        }
        int part = Math.min(decoder.missingBytes(rest), more.readableBytes());
        ByteBuf roomy = rest.writableBytes() >= part ? rest : moved(rest, part);
        roomy.writeBytes(more, part);
        if (!more.isReadable()) {
            more.release();
            second = null;
        }
    }

    /// Moves the rest of a frame to a buffer of its own, with room for so many bytes, and for what is missing
    /// if that is not more than what is there: a frame that comes in many pieces is moved a few times only.
    private ByteBuf moved(ByteBuf rest, int room) {
        int bytes = rest.readableBytes();
        int likely = Math.min(decoder.missingBytes(rest), Math.max(bytes, MIN_ROOM_BYTES));
        ByteBuf own = allocator.buffer(bytes + Math.max(room, likely));
        own.writeBytes(rest);
        first = own;
        rest.release();
        return own;
    }

    /// Keeps what was not decoded. The rest of a frame stays where it is while it fills half of its buffer: the cost of
    /// moving it stays below that of
    /// reading it, and no large buffer is kept for a few bytes.
    void keepRest() {
        ByteBuf bytes = first;
        if (bytes == null) {
            return;
        }
        int rest = bytes.readableBytes();
        if (rest == 0) {
            bytes.release();
            first = second;
            second = null;
        } else if (rest < bytes.capacity() / 2 && second == null) {
            moved(bytes, 0);
        }
    }

    /// Drops what is there; nothing while it is being decoded, which is followed by this.
    void release() {
        if (decoding) {
            return;
        }
        if (first != null) {
            first.release();
            first = null;
        }
        if (second != null) {
            second.release();
            second = null;
        }
    }
}
