package afb4j.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import afb4j.transport.Address;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A client that sends bytes as they are, over a socket of its own.
public final class RawClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket = new Socket();

    /// Connects to a server on this machine.
    public RawClient(Address address) throws IOException {
        if (!(address instanceof Address.Tcp(String _, int port))) {
            throw new IllegalArgumentException(address + " is no port");
        }
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("localhost", port), TIMEOUT_MILLIS);
    }

    /// An answer.
    ///
    /// @param headers by their names in lower case, the last of several
    public record Answer(int status, Map<String, String> headers, String body) {}

    /// Sends a text, each character a byte.
    public RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return this;
    }

    /// Shuts the sending side down.
    public RawClient endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /// The next answer, which has a length.
    public Answer answer() throws IOException {
        return answer(true);
    }

    /// The next answer, to a request that gets no body.
    public Answer answerWithoutBody() throws IOException {
        return answer(false);
    }

    private Answer answer(boolean hasBody) throws IOException {
        String statusLine = line();
        Map<String, String> headers = new LinkedHashMap<>();
        String line = line();
        while (!line.isEmpty()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
            line = line();
        }
        int length = hasBody ? Integer.parseInt(headers.getOrDefault("content-length", "0")) : 0;
        byte[] body = socket.getInputStream().readNBytes(length);
        return new Answer(Integer.parseInt(statusLine.substring(9, 12)), headers, new String(body, ISO_8859_1));
    }

    private String line() throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int c = in.read();
        while (c != '\n') {
            if (c < 0) {
                throw new EOFException("the server has closed the connection after \"" + line + "\"");
            }
            if (c != '\r') {
                line.write(c);
            }
            c = in.read();
        }
        return line.toString(ISO_8859_1);
    }

    /// All that comes until the server closes the connection.
    public String rest() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
