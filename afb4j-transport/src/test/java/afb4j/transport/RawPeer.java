package afb4j.transport;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// The other end of a wire, made of bytes: sends what a test says and keeps what comes. Does not read before
/// a test asks for it, so it can also be a peer that never reads.
final class RawPeer implements AutoCloseable {

    private final SocketChannel channel;
    private final BlockingQueue<Optional<Frame>> frames = new LinkedBlockingQueue<>();
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile String endedBy = "end of stream";

    /// What came in one frame.
    ///
    /// @param head its first byte
    /// @param hex the bytes of its payload
    record Frame(int head, String hex) {

        @Override
        public String toString() {
            return "%02x: %s".formatted(head, hex);
        }
    }

    RawPeer(SocketChannel channel) {
        this.channel = channel;
    }

    static RawPeer connect(Address address) {
        try {
            return new RawPeer(SocketChannel.open(
                    switch (address) {
                        case Address.Unix(String path) -> UnixDomainSocketAddress.of(path);
                        case Address.Tcp(String host, int port) -> new InetSocketAddress(host, port);
                        default -> throw new AssertionError("no raw peer for " + address);
                    }));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Sends bytes; blocks while the other side does not read.
    void send(byte[]... parts) {
        try {
            for (byte[] part : parts) {
                ByteBuffer bytes = ByteBuffer.wrap(part);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// The next frame.
    Frame next() throws InterruptedException {
        return poll().orElseThrow(() -> new AssertionError("expected a frame, the stream ended: " + endedBy));
    }

    /// The payload of the next frame, which is a whole binary one.
    String nextMessage() throws InterruptedException {
        Frame frame = next();
        if (frame.head() != 0x82) {
            throw new AssertionError("expected an unmasked binary frame, came " + frame);
        }
        return frame.hex();
    }

    /// Waits for the regular end of the stream, with nothing before.
    void awaitEnd() throws InterruptedException {
        Optional<Frame> last = poll();
        if (last.isPresent() || !endedBy.equals("end of stream")) {
            throw new AssertionError("expected the end of the stream, came " + last + ", " + endedBy);
        }
    }

    private Optional<Frame> poll() throws InterruptedException {
        if (reading.compareAndSet(false, true)) {
            Thread.ofVirtual().name("raw-peer").start(this::readAll);
        }
        Optional<Frame> frame = frames.poll(TestPeers.LIMIT_SECONDS, TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("nothing came within " + TestPeers.LIMIT_SECONDS + " s");
        }
        return frame;
    }

    private void readAll() {
        try (DataInputStream in = new DataInputStream(Channels.newInputStream(channel))) {
            while (true) {
                int head = in.readUnsignedByte();
                int length = in.readUnsignedByte(); // with its mask bit, which nobody sets
                int bytes = switch (length) {
                    case 126 -> in.readUnsignedShort();
                    case 127 -> Math.toIntExact(in.readLong());
                    default -> length;
                };
                String hex = HexFormat.ofDelimiter(" ").formatHex(in.readNBytes(bytes));
                frames.add(Optional.of(new Frame(head, hex)));
            }
        } catch (EOFException end) {
            frames.add(Optional.empty());
        } catch (IOException failure) {
            endedBy = failure.toString();
            frames.add(Optional.empty());
        }
    }

    /// Ends the own stream; the other side's is still read.
    void endOutput() {
        try {
            channel.shutdownOutput();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Whether what is sent is still taken.
    boolean isHeard() {
        try {
            return channel.write(ByteBuffer.wrap(Bytes.frame(0x8a))) > 0;
        } catch (IOException _) { // nobody is there any more
            return false;
        }
    }

    /// Closes the socket at once, without a word.
    void hangUp() {
        try {
            channel.close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void close() {
        hangUp();
    }
}
