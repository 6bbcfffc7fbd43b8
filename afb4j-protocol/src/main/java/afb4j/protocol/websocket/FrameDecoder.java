package afb4j.protocol.websocket;

import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolException.Reason;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/// Cuts a stream of bytes into websocket messages (W-10 .. W-19). One per connection.
///
/// It promises: a message in one frame is handed over where it lies in the input, without a copy, in a window of the
/// input that is made once and moved from message to message; a masked one
/// is unmasked there, so the input must be writable; fragments are gathered in a buffer of its own, never
/// longer than the limit; a length is judged as soon as the header is there, before its payload is waited for.
///
/// A frame that is not complete stays unread: the owner keeps it and calls again with more bytes behind it, and needs
/// to keep no more than the limit and [#MAX_HEADER_BYTES]. After a close frame, a failure or [#close()] all further
/// input is skipped.
///
/// It does not check what RFC 6455 asks beyond W-17: shortest length form, masks by direction, codes and texts of
/// close frames. Confined to one thread, that of its connection.
public final class FrameDecoder implements AutoCloseable {

    /// The longest header: two bytes, a length of 64 bits, a mask.
    public static final int MAX_HEADER_BYTES = 14;

    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int MAX_CONTROL_BYTES = 125;
    private static final int MASK_BYTES = 4;

    private final int maxMessageBytes;
    private final ByteBufAllocator allocator;

    /// What came of a fragmented message; null outside of one.
    private @Nullable ByteBuf fragments;

    /// A duplicate of [#windowOf], whose readable bytes are the message that is handed over.
    private @Nullable ByteBuf window;

    /// The input that was decoded last.
    private @Nullable ByteBuf windowOf;

    private boolean finished;

    /// A decoder at the start of a stream. `allocator` serves the reassembly of fragments.
    ///
    /// @throws IllegalArgumentException when `maxMessageBytes` is less than one
    public FrameDecoder(int maxMessageBytes, ByteBufAllocator allocator) {
        if (maxMessageBytes < 1) {
            throw new IllegalArgumentException("maxMessageBytes is " + maxMessageBytes + ", at least 1 is needed");
        }
        this.maxMessageBytes = maxMessageBytes;
        this.allocator = allocator;
    }

    /// Decodes all complete frames of `in`. Borrows `in`; reads what it decoded, leaves the rest.
    ///
    /// @throws ProtocolException with [Reason#BAD_FRAME], [Reason#TEXT_FRAME] or [Reason#LIMIT]: the connection
    ///     must be closed with its close code (W-17)
    public void decode(ByteBuf in, FrameSink sink) {
        while (decodeNext(in, sink)) {
            // until no complete frame is left
        }
    }

    /// Decodes the next frame of `in`, for owners that may have to stop between two messages. Tells whether a
    /// frame was complete and consumed. Otherwise as [#decode(ByteBuf, FrameSink)].
    @CanIgnoreReturnValue
    public boolean decodeNext(ByteBuf in, FrameSink sink) {
        int readable = in.readableBytes();
        if (finished) {
            in.skipBytes(readable);
            return false;
        }
        if (readable < 2) {
            return false;
        }
        int start = in.readerIndex();
        int head = in.getUnsignedByte(start);
        int second = in.getUnsignedByte(start + 1);
        checkHead(head, second & Opcode.LENGTH);
        boolean masked = (second & Opcode.MASK) != 0;
        int lengthEnd = 2 + extendedLengthBytes(second & Opcode.LENGTH);
        if (readable < lengthEnd) {
            return false;
        }
        int payloadBytes = payloadBytes(in, start, second & Opcode.LENGTH, head);
        int headerBytes = masked ? lengthEnd + MASK_BYTES : lengthEnd;
        if (readable - headerBytes < payloadBytes) {
            return false;
        }
        int payloadStart = start + headerBytes;
        in.readerIndex(payloadStart + payloadBytes);
        if (masked) {
            Masking.apply(in, payloadStart, payloadBytes, in.getInt(start + lengthEnd));
        }
        deliver(head, window(in).setIndex(payloadStart, payloadStart + payloadBytes), sink);
        return true;
    }

    /// How many bytes at least have to come behind those of `in` until the frame there is whole; 0 if it is, or
    /// if nothing is decoded any more. Borrows `in` and does not move its indexes.
    public int missingBytes(ByteBuf in) {
        int readable = in.readableBytes();
        if (finished) {
            return 0;
        }
        if (readable < 2) {
            return 2 - readable;
        }
        int start = in.readerIndex();
        int second = in.getUnsignedByte(start + 1);
        int maskBytes = (second & Opcode.MASK) != 0 ? MASK_BYTES : 0;
        int headerBytes = 2 + extendedLengthBytes(second & Opcode.LENGTH) + maskBytes;
        if (readable < headerBytes) {
            return headerBytes - readable;
        }
        long frameBytes = headerBytes + length(in, start, second & Opcode.LENGTH);
        return Math.clamp(frameBytes - readable, 0, maxMessageBytes);
    }

    private ByteBuf window(ByteBuf in) {
        ByteBuf known = window;
        if (known == null || !isOf(in)) {
            known = in.duplicate();
            window = known;
            windowOf = in;
        }
        return known;
    }

    @SuppressWarnings("ReferenceEquality") // equal buffers have equal bytes, in other places
    private boolean isOf(ByteBuf in) {
        return windowOf == in;
    }

    /// Releases what was gathered of a fragmented message. Idempotent; input that still comes is skipped.
    @Override
    public void close() {
        finished = true;
        window = null;
        windowOf = null;
        if (fragments != null) {
            fragments.release();
            fragments = null;
        }
    }

    private static int extendedLengthBytes(int length7) {
        return switch (length7) {
            case LENGTH_16 -> Short.BYTES;
            case LENGTH_64 -> Long.BYTES;
            default -> 0;
        };
    }

    private void checkHead(int head, int length7) {
        if ((head & Opcode.RESERVED) != 0) {
            throw fail(Reason.BAD_FRAME, "frame has reserved bits in byte " + head + ", expected none");
        }
        switch (head & Opcode.OPCODE) {
            case Opcode.BINARY -> {
                if (fragments != null) {
                    throw fail(Reason.BAD_FRAME, "new message inside a fragmented one, expected a continuation");
                }
            }
            case Opcode.CONTINUATION -> {
                if (fragments == null) {
                    throw fail(Reason.BAD_FRAME, "continuation, but no fragmented message was begun");
                }
            }
            case Opcode.TEXT -> throw fail(Reason.TEXT_FRAME, "text frame, expected a binary one");
            case Opcode.CLOSE, Opcode.PING, Opcode.PONG -> checkControl(head, length7);
            default -> throw fail(Reason.BAD_FRAME, "unknown opcode " + (head & Opcode.OPCODE));
        }
    }

    private void checkControl(int head, int length7) {
        if ((head & Opcode.FIN) == 0) {
            throw fail(Reason.BAD_FRAME, "control frame is fragmented");
        }
        if (length7 > MAX_CONTROL_BYTES) {
            throw fail(Reason.BAD_FRAME, "control frame is longer than " + MAX_CONTROL_BYTES + " bytes");
        }
    }

    /// Reads the length and holds it against the limit, together with what the message already has.
    private int payloadBytes(ByteBuf in, int start, int length7, int head) {
        long bytes = length(in, start, length7);
        if (bytes < 0) {
            throw fail(Reason.LIMIT, "frame length has its top bit set, limit is " + maxMessageBytes);
        }
        boolean continues = (head & Opcode.OPCODE) == Opcode.CONTINUATION;
        int gathered = continues && fragments != null ? fragments.readableBytes() : 0;
        boolean isControl = (head & Opcode.CONTROL) != 0;
        if (!isControl && bytes > maxMessageBytes - gathered) {
            throw fail(
                    Reason.LIMIT,
                    "message has " + gathered + " bytes and gets " + bytes + " more, limit is " + maxMessageBytes);
        }
        return (int) bytes;
    }

    private static long length(ByteBuf in, int start, int length7) {
        return switch (length7) {
            case LENGTH_16 -> in.getUnsignedShort(start + 2);
            case LENGTH_64 -> in.getLong(start + 2);
            default -> length7;
        };
    }

    private void deliver(int head, ByteBuf payload, FrameSink sink) {
        switch (head & Opcode.OPCODE) {
            case Opcode.PING -> sink.onPing(payload);
            case Opcode.PONG -> sink.onPong(payload);
            case Opcode.CLOSE -> {
                close();
                sink.onClose(payload.readableBytes() < Short.BYTES ? FrameSink.NO_CODE : payload.readUnsignedShort());
            }
            default -> deliverData((head & Opcode.FIN) != 0, payload, sink);
        }
    }

    private void deliverData(boolean isLast, ByteBuf payload, FrameSink sink) {
        ByteBuf gathered = fragments;
        if (gathered == null) {
            if (isLast) {
                sink.onMessage(payload);
            } else {
                fragments = allocator
                        .buffer(payload.readableBytes(), maxMessageBytes)
                        .writeBytes(payload);
            }
            return;
        }
        gathered.writeBytes(payload);
        if (isLast) {
            fragments = null;
            try {
                sink.onMessage(gathered);
            } finally {
                gathered.release();
            }
        }
    }

    private ProtocolException fail(Reason reason, String text) {
        close();
        return new ProtocolException(reason, text);
    }
}
