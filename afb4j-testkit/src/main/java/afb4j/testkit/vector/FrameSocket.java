package afb4j.testkit.vector;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.HexFormat;
import java.util.List;

/// Websocket frames over a connected socket (RFC 6455 framing, no handshake: W-10). Reads and judges
/// nothing: a frame with reserved bits, an unknown opcode or a mask is handed over as it is.
///
/// A virtual thread reads until the end of the stream. `send`, `endOutput` and `close` are called by the
/// player.
final class FrameSocket implements Closeable {

    /// Largest payload that peers accept in one frame (W-18).
    static final int MAX_PAYLOAD_BYTES = 1_048_500;

    /// What the reading thread tells.
    interface Listener {
        /// A frame came.
        void onFrame(WsFrame frame);

        /// The stream ended: regularly when `reason` is empty, else for that reason.
        void onEnd(String reason);
    }

    private final SocketChannel channel;
    private final ByteBuffer input = ByteBuffer.allocate(65_536).flip();

    /// Takes a connected channel. Small frames leave at once: no Nagle.
    ///
    /// @throws UncheckedIOException when the channel refuses
    FrameSocket(SocketChannel channel) {
        this.channel = channel;
        try {
            if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Starts reading.
    void start(Listener listener) {
        Thread.ofVirtual().name("testkit-frames-" + channel.hashCode()).start(() -> readAll(listener));
    }

    /// Sends frames in one write.
    ///
    /// @throws UncheckedIOException when the connection is broken
    void send(List<WsFrame> frames) {
        ByteBuffer out = ByteBuffer.allocate(
                frames.stream().mapToInt(frame -> frame.hex().length() / 2 + 14).sum());
        frames.forEach(frame -> write(out, frame));
        out.flip();
        try {
            while (out.hasRemaining()) {
                channel.write(out);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Ends the outgoing stream; the peer sees the end of the stream, this side still reads.
    ///
    /// @throws UncheckedIOException when the connection is broken
    void endOutput() {
        try {
            channel.shutdownOutput();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void write(ByteBuffer out, WsFrame frame) {
        byte[] payload = frame.payload();
        long length = frame.announced();
        int maskBit = frame.masked() ? 0x80 : 0;
        out.put((byte) ((frame.fin() ? 0x80 : 0) | frame.reservedBits() << 4 | frame.opcode()));
        if (length < 126) {
            out.put((byte) (maskBit | (int) length));
        } else if (length < 65_536) {
            out.put((byte) (maskBit | 126)).putShort((short) length);
        } else {
            out.put((byte) (maskBit | 127)).putLong(length);
        }
        if (frame.masked()) {
            out.putInt(frame.maskKey());
            applyMask(payload, frame.maskKey());
        }
        out.put(payload);
    }

    private static void applyMask(byte[] payload, int maskKey) {
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= (byte) (maskKey >>> (24 - 8 * (i & 3)));
        }
    }

    private void readAll(Listener listener) {
        try {
            WsFrame frame;
            do {
                frame = read();
                listener.onFrame(frame);
            } while (!frame.isCut());
            swallow();
            listener.onEnd("");
        } catch (EOFException _) {
            // the regular end of every connection, whoever ends it
            listener.onEnd(input.hasRemaining() ? input.remaining() + " bytes of an unfinished frame" : "");
        } catch (IOException failure) {
            listener.onEnd(failure.toString());
        }
    }

    private WsFrame read() throws IOException {
        require(2);
        int first = Byte.toUnsignedInt(input.get());
        int second = Byte.toUnsignedInt(input.get());
        boolean masked = (second & 0x80) != 0;
        int form = second & 0x7f;
        long length = length(form);
        int maskKey = 0;
        if (masked) {
            require(4);
            maskKey = input.getInt();
        }
        boolean cut = length < 0 || length > MAX_PAYLOAD_BYTES;
        byte[] payload = cut ? new byte[0] : payload((int) length);
        applyMask(payload, maskKey);
        boolean shortest = form < 126 || (form == 126 ? length > 125 : length > 65_535);
        return new WsFrame(
                (first & 0x80) != 0,
                first >> 4 & 7,
                first & 15,
                masked,
                maskKey,
                HexFormat.of().formatHex(payload),
                length,
                shortest);
    }

    private long length(int form) throws IOException {
        return switch (form) {
            case 126 -> {
                require(2);
                yield Short.toUnsignedLong(input.getShort());
            }
            case 127 -> {
                require(8);
                yield input.getLong();
            }
            default -> form;
        };
    }

    private byte[] payload(int length) throws IOException {
        byte[] payload = new byte[length];
        int filled = 0;
        while (filled < length) {
            require(1);
            int count = Math.min(length - filled, input.remaining());
            input.get(payload, filled, count);
            filled += count;
        }
        return payload;
    }

    /// Reads until `count` bytes are there.
    private void require(int count) throws IOException {
        while (input.remaining() < count) {
            input.compact();
            int got = channel.read(input);
            input.flip();
            if (got < 0) {
                throw new EOFException();
            }
        }
    }

    private void swallow() throws IOException {
        do {
            input.clear();
        } while (channel.read(input) >= 0);
        input.clear().flip();
    }
}
