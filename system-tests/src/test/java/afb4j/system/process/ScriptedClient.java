package afb4j.system.process;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/// The client end of a unix socket by the letter: one binary websocket frame for each message (W-10), and no
/// byte read unless the test asks for it.
final class ScriptedClient implements AutoCloseable {

    private static final int FINAL_BINARY = 0x82;
    private static final int OPCODE = 0x0f;
    private static final int CLOSE = 8;
    private static final int BINARY = 2;

    private final SocketChannel channel;
    private final ByteBuffer input = ByteBuffer.allocate(1 << 16).flip();

    private ScriptedClient(SocketChannel channel) {
        this.channel = channel;
    }

    static ScriptedClient connect(Path socket) {
        try {
            return new ScriptedClient(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Sends a message of less than 64 kB.
    synchronized void send(byte[] message) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(message.length + 4);
        frame.put((byte) FINAL_BINARY);
        if (message.length < 126) {
            frame.put((byte) message.length);
        } else {
            frame.put((byte) 126).putShort((short) message.length);
        }
        frame.put(message).flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    /// Waits for the next message.
    ///
    /// @throws EOFException when the server has closed the connection
    byte[] receive() throws IOException {
        while (true) {
            require(2);
            int opcode = input.get() & OPCODE;
            byte[] payload = new byte[length(input.get())];
            for (int filled = 0; filled < payload.length; ) {
                require(1);
                int count = Math.min(payload.length - filled, input.remaining());
                input.get(payload, filled, count);
                filled += count;
            }
            if (opcode == CLOSE) {
                throw new EOFException("closed by the server");
            }
            if (opcode == BINARY) {
                return payload;
            }
        }
    }

    private int length(byte form) throws IOException {
        return switch (form) {
            case 126 -> {
                require(Short.BYTES);
                yield Short.toUnsignedInt(input.getShort());
            }
            case 127 -> {
                require(Long.BYTES);
                yield Math.toIntExact(input.getLong());
            }
            default -> form;
        };
    }

    private void require(int count) throws IOException {
        while (input.remaining() < count) {
            input.compact();
            int got = channel.read(input);
            input.flip();
            if (got < 0) {
                throw new EOFException("end of the stream");
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
