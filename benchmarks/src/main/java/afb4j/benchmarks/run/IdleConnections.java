package afb4j.benchmarks.run;

import afb4j.benchmarks.BenchmarkApi;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Clients that made one call each, in a session of their own if wanted, and then say nothing.
final class IdleConnections implements AutoCloseable {

    private static final byte[] OFFER = {(byte) 0x82, 7, 'V', 0x09, 0x14, 0x4c, 0x17, 1, 1};
    private static final String UNIX = "unix:";
    private static final int MAX_BODY_BYTES = 125;
    private static final int VERSION_ANSWER_BYTES = 4;
    private static final int REPLY_BYTES = 2 + 1 + 2 + 4 + 4 + 4 + 5;

    private final boolean inSession;
    private final List<SocketChannel> channels = new ArrayList<>();

    IdleConnections(boolean inSession) {
        this.inSession = inSession;
    }

    /// Opens `count` further connections to `unix:PATH`, one after the other.
    void open(int count, String address) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(address.substring(UNIX.length())));
            channels.add(channel);
            channel.write(ByteBuffer.wrap(OFFER));
            if (inSession) {
                channel.write(announcement('S', "idle-" + channels.size()));
                channel.write(announcement('T', BenchmarkApi.TOKEN));
            }
            channel.write(call());
            read(channel, VERSION_ANSWER_BYTES + REPLY_BYTES);
        }
    }

    /// A call with the argument `null`, of `ping` or, in a session, of `pingauth`.
    private ByteBuffer call() {
        short announced = (short) (inSession ? 1 : 0);
        ByteBuffer body = body('K');
        text(body, inSession ? "pingauth" : "ping");
        body.putShort(announced).putShort(announced);
        text(body, "null");
        return frame(body.putInt(0));
    }

    /// From now on 1 means `text`.
    private static ByteBuffer announcement(char code, String text) {
        ByteBuffer body = body(code);
        text(body, text);
        return frame(body);
    }

    private static ByteBuffer body(char code) {
        return ByteBuffer.allocate(MAX_BODY_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) code)
                .putShort((short) 1);
    }

    private static ByteBuffer frame(ByteBuffer body) {
        body.flip();
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
