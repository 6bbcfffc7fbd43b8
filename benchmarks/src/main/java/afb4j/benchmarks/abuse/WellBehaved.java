package afb4j.benchmarks.abuse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

/// A client that calls a verb by HTTP a few hundred times a second, over one connection, and takes the time of each
/// call. Its pace does not depend on the answers: what is late counts from when it should have been asked.
final class WellBehaved implements AutoCloseable {

    private static final int CALLS_PER_SECOND = 250;
    private static final long PERIOD_NANOS = 1_000_000_000L / CALLS_PER_SECOND;
    private static final String REQUEST =
            "GET /api/hello/ping?value=well-behaved HTTP/1.1\r\nHost: localhost\r\nx-afb-uuid: well-behaved\r\n\r\n";
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(US_ASCII);

    private final SocketChannel channel;
    private final ByteBuffer request =
            ByteBuffer.allocateDirect(REQUEST.length()).put(REQUEST.getBytes(US_ASCII));
    private final ByteBuffer answer = ByteBuffer.allocateDirect(4096);

    WellBehaved(InetSocketAddress server) throws IOException {
        channel = SocketChannel.open(server);
    }

    /// Calls for some seconds, and adds to `taken` the nanoseconds that each call took.
    ///
    /// @throws IOException when a call is not answered with 200
    void call(double seconds, Times taken) throws IOException {
        int calls = (int) (seconds * CALLS_PER_SECOND);
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            long due = start + i * PERIOD_NANOS;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            long begun = Math.max(due, System.nanoTime() - PERIOD_NANOS); // waking up late is no fault of the server
            exchange();
            taken.add(System.nanoTime() - begun);
        }
    }

    private void exchange() throws IOException {
        request.flip();
        while (request.hasRemaining()) {
            channel.write(request);
        }
        answer.clear();
        while (!isWhole()) {
            if (channel.read(answer) < 0) {
                throw new IOException("the server hung up on the well-behaved client");
            }
        }
        byte[] status = new byte["HTTP/1.1 200".length()];
        answer.get(0, status);
        if (!new String(status, US_ASCII).endsWith(" 200")) {
            throw new IOException("the well-behaved client was answered " + new String(status, US_ASCII));
        }
    }

    /// The answer is a JSON object without line ends, behind its head.
    private boolean isWhole() {
        int end = answer.position();
        for (int i = 0; i + END_OF_HEAD.length < end; i++) {
            if (answer.get(i) == '\r' && answer.get(i + 1) == '\n' && answer.get(i + 2) == '\r') {
                return answer.get(end - 1) == '}';
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
