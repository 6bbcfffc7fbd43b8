package afb4j.benchmarks.run;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Clients that made one call each and then say nothing.
final class IdleConnections implements AutoCloseable {

    private static final byte[] OFFER = {(byte) 0x82, 7, 'V', 0x09, 0x14, 0x4c, 0x17, 1, 1};
    private static final int VERSION_ANSWER_BYTES = 4;
    private static final int REPLY_BYTES = 2 + 1 + 2 + 4 + 4 + 4 + 5;

    private final List<SocketChannel> channels = new ArrayList<>();

    /// Opens `count` further connections, one after the other.
    void open(int count, Path socket) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
            channels.add(channel);
            channel.write(ByteBuffer.wrap(OFFER));
            channel.write(call());
            read(channel, VERSION_ANSWER_BYTES + REPLY_BYTES);
        }
    }

    /// A call of `ping` with the argument `null`.
    private static ByteBuffer call() {
        ByteBuffer body = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        body.put((byte) 'K').putShort((short) 1);
        text(body, "ping");
        body.putShort((short) 0).putShort((short) 0);
        text(body, "null");
        body.putInt(0).flip();
        ByteBuffer frame = ByteBuffer.allocate(body.remaining() + 2);
        return frame.put((byte) 0x82).put((byte) body.remaining()).put(body).flip();
    }

    private static void text(ByteBuffer out, String text) {
        out.putInt(text.length() + 1)
                .put(text.getBytes(StandardCharsets.US_ASCII))
                .put((byte) 0);
    }

    private static void read(SocketChannel channel, int bytes) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(bytes);
        while (answer.hasRemaining()) {
            if (channel.read(answer) < 0) {
                throw new EOFException("the server closed, expected " + answer.remaining() + " bytes more");
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
