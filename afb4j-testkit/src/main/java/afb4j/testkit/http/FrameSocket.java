package afb4j.testkit.http;

import java.time.Duration;
import java.util.HexFormat;

/// One end of a websocket, frame by frame: what is sent is sent as it is given, and nothing is answered by
/// itself. Blocks; used by one thread.
public final class FrameSocket implements AutoCloseable {
    private static final int MAX_PAYLOAD_BYTES = 64 << 20;

    private final HttpSocket socket;

    /// Takes a connection that was upgraded.
    public FrameSocket(HttpSocket socket) {
        this.socket = socket;
    }

    /// Sends a frame.
    ///
    /// @throws java.io.UncheckedIOException when the connection is broken
    public void send(RawFrame frame) {
        socket.send(frame.wire());
    }

    /// Reads a frame.
    ///
    /// @param patience for each piece of it
    /// @throws HttpMismatch when none comes in time, or its length is not in the shortest form
    public RawFrame frame(Duration patience) {
        int first = socket.read(patience, "a frame");
        int second = socket.read(patience, "the second byte of a frame");
        boolean masked = (second & 0x80) != 0;
        int length = length(second & 0x7f, patience);
        byte[] mask = masked ? socket.bytes(4, patience, "a mask") : new byte[4];
        byte[] payload = socket.bytes(length, patience, "a payload of " + length + " bytes");
        RawFrame.xor(payload, mask);
        return new RawFrame(
                (first & 0x80) != 0,
                first >> 4 & 7,
                first & 15,
                masked,
                HexFormat.of().formatHex(payload));
    }

    private int length(int form, Duration patience) {
        if (form < 126) {
            return form;
        }
        int size = form == 126 ? 2 : 8;
        long length = 0;
        for (byte part : socket.bytes(size, patience, "a length")) {
            length = length << 8 | (part & 0xff);
        }
        if (length < (form == 126 ? 126 : 65_536) || length > MAX_PAYLOAD_BYTES) {
            throw new HttpMismatch("expected a length in its shortest form, below " + MAX_PAYLOAD_BYTES + ", got "
                    + length + " in " + size + " bytes");
        }
        return (int) length;
    }

    /// Returns the socket below.
    public HttpSocket socket() {
        return socket;
    }

    /// Closes the connection, without a close frame. Idempotent.
    @Override
    public void close() {
        socket.close();
    }
}
