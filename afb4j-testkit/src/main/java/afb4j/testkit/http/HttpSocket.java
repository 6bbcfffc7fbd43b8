package afb4j.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One end of a TCP connection that speaks HTTP/1, byte by byte: what is sent is sent as it is given, and
/// nothing is done to please the other end. Blocks; used by one thread.
public final class HttpSocket implements AutoCloseable {
    private static final int CR = '\r';
    private static final int LF = '\n';
    private static final int MAX_LINE_BYTES = 65_536;
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);

    private final Socket socket;
    private final InputStream in;

    /// Takes a connected socket.
    ///
    /// @throws UncheckedIOException when it is not connected any more
    public HttpSocket(Socket socket) {
        this.socket = socket;
        try {
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 65_536);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Connects to a port of loopback.
    ///
    /// @throws UncheckedIOException when nobody listens there
    public static HttpSocket connect(int port) {
        Socket socket = new Socket();
        try {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    Math.toIntExact(CONNECT_PATIENCE.toMillis()));
            return new HttpSocket(socket);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot connect to port " + port, failure);
        }
    }

    /// Sends bytes, in one write.
    ///
    /// @throws UncheckedIOException when the connection is broken
    public void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Sends a text in ISO-8859-1, which is what a head is written in.
    ///
    /// @throws UncheckedIOException when the connection is broken
    public void send(String text) {
        send(text.getBytes(ISO_8859_1));
    }

    /// Reads the reply to a request, with the codes 1xx before it.
    ///
    /// @param method   of the request: a reply to HEAD has no body
    /// @param patience for each piece of it
    /// @throws HttpMismatch when none comes in time, or what comes is none
    public HttpReplySeen reply(String method, Duration patience) {
        List<Integer> interim = new ArrayList<>();
        HttpHead head = head(patience);
        while (head.status() < 200 && head.status() != 101) {
            interim.add(head.status());
            head = head(patience);
        }
        return new HttpReplySeen(head.status(), head.headers(), body(head, method, patience), interim);
    }

    /// Reads a head: of a request, or of a reply.
    ///
    /// @throws HttpMismatch when none comes in time, or it has no end
    public HttpHead head(Duration patience) {
        List<String> lines = new ArrayList<>();
        for (String line = line(patience); !line.isEmpty(); line = line(patience)) {
            lines.add(line);
        }
        return HttpHead.parse(lines);
    }

    private String line(Duration patience) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = read(patience, "a head");
        while (next != LF) {
            line.write(next);
            if (line.size() > MAX_LINE_BYTES) {
                throw new HttpMismatch("expected a line of a head, got more than " + MAX_LINE_BYTES + " bytes");
            }
            next = read(patience, "the end of the line '" + Shown.cut(line.toString(ISO_8859_1)) + "'");
        }
        String text = line.toString(ISO_8859_1);
        if (!text.endsWith("" + (char) CR)) {
            throw new HttpMismatch("expected a line that ends with CR LF, got '" + text + "' and LF");
        }
        return text.substring(0, text.length() - 1);
    }

    private byte[] body(HttpHead head, String method, Duration patience) {
        int status = head.status();
        if (method.equals("HEAD") || status < 200 || status == 204 || status == 304) {
            return new byte[0];
        }
        if (HttpHeader.only(head.headers(), "Transfer-Encoding").isPresent()) {
            throw new HttpMismatch("expected a Content-Length (1.7), got " + head);
        }
        int length = HttpHeader.only(head.headers(), "Content-Length")
                .map(Integer::parseInt)
                .orElseThrow(() -> new HttpMismatch("expected a Content-Length (1.7), got " + head));
        return bytes(length, patience, "a body of " + length + " bytes");
    }

    /// Reads exactly `count` bytes.
    ///
    /// @param what    for the message of a failure
    /// @throws HttpMismatch when they do not come in time
    byte[] bytes(int count, Duration patience, String what) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; ) {
            try {
                limit(patience);
                int got = in.read(bytes, i, count - i);
                if (got < 0) {
                    throw new EOFException();
                }
                i += got;
            } catch (IOException failure) {
                throw missing(what + ", of which came " + i, patience, failure);
            }
        }
        return bytes;
    }

    /// Reads one byte.
    ///
    /// @param what    for the message of a failure
    /// @throws HttpMismatch when it does not come in time
    int read(Duration patience, String what) {
        try {
            limit(patience);
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            return next;
        } catch (IOException failure) {
            throw missing(what, patience, failure);
        }
    }

    private void limit(Duration patience) throws IOException {
        socket.setSoTimeout(Math.max(1, Math.toIntExact(patience.toMillis())));
    }

    private static HttpMismatch missing(String what, Duration patience, IOException failure) {
        String got = switch (failure) {
            case SocketTimeoutException _ -> "nothing within " + patience.toMillis() + " ms";
            case EOFException _ -> "the end of the stream";
            default -> failure.toString();
        };
        return new HttpMismatch("expected " + what + ", got " + got, failure);
    }

    /// Tells what comes next within that time, without taking it.
    public Next next(Duration patience) {
        try {
            limit(patience);
            in.mark(1);
            int next = in.read();
            in.reset();
            return next < 0 ? Next.END : Next.BYTES;
        } catch (SocketTimeoutException _) {
            return Next.NOTHING;
        } catch (IOException _) { // a reset of the connection is an end as well
            return Next.END;
        }
    }

    /// What comes next.
    public enum Next {
        /// Bytes.
        BYTES,
        /// The end of the stream.
        END,
        /// Nothing, so far.
        NOTHING
    }

    /// Ends the outgoing stream: the other end sees the end of the stream, this end still reads.
    ///
    /// @throws UncheckedIOException when the connection is broken
    public void endOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Closes the connection. Idempotent.
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
