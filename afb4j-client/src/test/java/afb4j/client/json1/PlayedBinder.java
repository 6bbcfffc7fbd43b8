package afb4j.client.json1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import afb4j.api.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/// The other end of a JSON websocket, without a binder. Its verbs, of any API: `echo`, `fail`, `event` (an
/// event of that name before the reply), `ask` (a call to the client), `never`, `leave` (hangs up in order),
/// `cut` (does not), `last` (a reply, then as `cut`), `parts` (a reply in fragments, a ping in between), `long`
/// (a reply with a text of that length), `binary`, `garbled` (no UTF-8), `reserved` (no frame that is known).
final class PlayedBinder implements AutoCloseable {

    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
    private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// Request lines of the upgrades, in order.
    final List<String> requests = new CopyOnWriteArrayList<>();

    /// What came, in order: texts, and `close CODE`, `pong`, `end`; with ` in parts` if it was fragmented.
    final List<String> received = new CopyOnWriteArrayList<>();

    /// What is answered to an upgrade instead of 101, null for that.
    volatile @Nullable String refusal;

    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    PlayedBinder() throws IOException {
        this(ServerSocketFactory.getDefault(), 0);
    }

    PlayedBinder(ServerSocketFactory sockets, int port) throws IOException {
        server = sockets.createServerSocket(port, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    String uri() {
        return "ws://localhost:" + port() + "/api";
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            // closed by the test
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            String head = head(socket.getInputStream());
            requests.add(head.lines().findFirst().orElse(""));
            String other = refusal;
            if (other != null) {
                socket.getOutputStream().write(other.getBytes(UTF_8));
                socket.shutdownOutput();
                socket.getInputStream().transferTo(OutputStream.nullOutputStream()); // what is unread cuts off output
                return;
            }
            Matcher key = KEY.matcher(head);
            if (key.find()) {
                socket.getOutputStream().write(accepted(key.group(1)).getBytes(UTF_8));
                new PlayedWire(socket, received).play();
            }
        } catch (IOException _) {
            received.add("end");
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
            if (head.charAt(0) != 'G') {
                return ""; // no HTTP
            }
        }
        return head.toString();
    }

    private static String accepted(String key) {
        return String.join(
                "\r\n",
                "HTTP/1.1 101 Switching Protocols",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Accept: " + accept(key),
                "Sec-WebSocket-Protocol: x-afb-ws-json1",
                "",
                "");
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + KEY_SUFFIX).getBytes(ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException(cause);
        }
    }

    /// Hangs up on everybody and listens no more.
    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// The items of a message.
    static List<Json> items(String text) {
        return Json.parse(text).elements();
    }
}
