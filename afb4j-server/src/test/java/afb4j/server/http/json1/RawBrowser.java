package afb4j.server.http.json1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import afb4j.transport.Address;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/// A client of a websocket over a real socket, which sends what a test wants. Reading blocks until something
/// comes; a watchdog of the test limits that.
final class RawBrowser implements AutoCloseable {

    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private final SocketChannel socket;
    private final DataInputStream in;

    private RawBrowser(SocketChannel socket) {
        this.socket = socket;
        this.in = new DataInputStream(inputOf(socket));
    }

    private static InputStream inputOf(SocketChannel socket) {
        return new BufferedInputStream(Channels.newInputStream(socket), 1 << 16);
    }

    /// Connects without saying anything.
    static RawBrowser connect(Address address) throws IOException {
        return switch (address) {
            case Address.Tcp(String _, int port) ->
                new RawBrowser(SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
            case Address.Unix unix -> new RawBrowser(SocketChannel.open(UnixDomainSocketAddress.of(unix.path())));
            default -> throw new IllegalArgumentException(address + " is not for browsers");
        };
    }

    /// Opens a websocket at `target`, as `/api?uuid=x`.
    static RawBrowser open(Address address, String target) throws IOException {
        RawBrowser browser = connect(address);
        String head = browser.upgrade(target, "");
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new IOException("no websocket: " + head);
        }
        return browser;
    }

    /// Asks for a websocket, with further headers, and gives the head of the answer.
    String upgrade(String target, String headers) throws IOException {
        write(Unpooled.copiedBuffer(request(target, headers), ISO_8859_1));
        return head();
    }

    static String request(String target, String headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + KEY + "\r\n" + headers + "\r\n";
    }

    /// The head of an answer, without the empty line.
    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.substring(0, head.length() - 4);
    }

    /// Sends frames or whatever, in one write.
    RawBrowser write(ByteBuf... parts) throws IOException {
        ByteBuffer bytes = Unpooled.copiedBuffer(parts).nioBuffer();
        while (bytes.hasRemaining()) {
            socket.write(bytes);
        }
        return this;
    }

    /// As [#write], on a thread of its own while this one reads.
    void writeQuietly(ByteBuf bytes) {
        try {
            write(bytes);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Sends a text, masked.
    RawBrowser send(String text) throws IOException {
        return write(ClientFrames.text(text));
    }

    /// Calls with a number as id.
    RawBrowser call(int id, String procedure, String argument) throws IOException {
        return send("[2,\"" + id + "\",\"" + procedure + "\"," + argument + "]");
    }

    /// The next frame, as [ServerFrames] shows it.
    String next() throws IOException {
        ByteBuf frame = Unpooled.buffer();
        frame.writeByte(in.readUnsignedByte());
        int length = in.readUnsignedByte();
        frame.writeByte(length);
        byte[] more = new byte[length == 126 ? Short.BYTES : length == 127 ? Long.BYTES : 0];
        in.readFully(more);
        frame.writeBytes(more);
        byte[] payload = new byte[more.length == 0 ? length : new BigInteger(1, more).intValueExact()];
        in.readFully(payload);
        return ServerFrames.next(frame.writeBytes(payload));
    }

    /// Waits for the end of the stream; nothing may come before.
    void awaitEnd() throws IOException {
        byte[] rest = in.readAllBytes();
        if (rest.length > 0) {
            throw new AssertionError("expected the end of the stream, got " + new String(rest, UTF_8));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
