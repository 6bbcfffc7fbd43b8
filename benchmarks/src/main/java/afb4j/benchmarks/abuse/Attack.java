package afb4j.benchmarks.abuse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/// What is done to a server.
enum Attack {
    SLOW_HEADS("1000 connections that send a byte of a head now and then", 1000, false),
    HALF_OPEN("10 000 connections that say nothing", 3000, false),
    LONG_HEADS("heads of 100 MB", 20, true),
    LONG_BODIES("bodies of 100 MB, announced", 20, true),
    ENDLESS_BODIES("bodies of 100 MB, in chunks", 20, true),
    BOMBS("bodies of 100 kB that are 100 MB when they are inflated", 50, true),
    INVALID_UTF8("paths, queries, forms and JSON that are no UTF-8", 200, true),
    INVALID_TEXTS("websockets whose first message is no UTF-8", 100, true),
    TRAVERSAL("paths that climb out of the root", 200, true),
    CROSS_ORIGIN("upgrades and calls by pages of other sites", 200, true);

    /// A message of 25 bytes.
    private static final String INVALID_CALL = "[2,\"1\",\"hello/ping\",\"\u00ff\u00fe\"]";

    private static final int HUGE = 100_000_000;
    private static final int ZEROS = 1 << 16;
    private static final byte[] BOMB = bomb();

    /// For people.
    final String what;

    /// How often it is done, for [#isRequest]; how many bytes or connections otherwise.
    final int perSecond;

    /// Whether each is a connection of its own that is answered.
    final boolean isRequest;

    Attack(String what, int perSecond, boolean isRequest) {
        this.what = what;
        this.perSecond = perSecond;
        this.isRequest = isRequest;
    }

    /// What is sent first, in the connection with that number.
    byte[] begin(int number) {
        return switch (this) {
            case SLOW_HEADS -> bytes("GET / HTTP/1.1\r\nHost: localhost\r\nx-slow: ");
            case HALF_OPEN -> new byte[0];
            case LONG_HEADS -> bytes("GET / HTTP/1.1\r\nHost: localhost\r\n");
            case LONG_BODIES -> bytes(post("application/json", "Content-Length: " + HUGE));
            case ENDLESS_BODIES -> bytes(post("application/json", "Transfer-Encoding: chunked"));
            case BOMBS -> BOMB;
            case INVALID_UTF8 -> invalid(number);
            case INVALID_TEXTS -> bytes(upgrade("localhost") + "\u0081\u0099\u0000\u0000\u0000\u0000" + INVALID_CALL);
            case TRAVERSAL -> bytes(get(climb(number)));
            case CROSS_ORIGIN ->
                bytes(
                        number % 2 == 0
                                ? upgrade("evil.example")
                                : "POST /api/hello/ping HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n"
                                        + "Content-Type: application/json\r\nContent-Length: 1\r\n\r\n1");
        };
    }

    /// What is sent again and again until the server answers, empty for nothing.
    byte[] more() {
        return switch (this) {
            case SLOW_HEADS -> bytes("x");
            case LONG_HEADS -> bytes(("x-long: " + "x".repeat(1000) + "\r\n").repeat(16));
            case LONG_BODIES -> bytes("[".repeat(ZEROS));
            case ENDLESS_BODIES -> bytes("10000\r\n" + "[".repeat(ZEROS) + "\r\n");
            default -> new byte[0];
        };
    }

    /// How many bytes a connection sends at most.
    int mostBytes() {
        return HUGE;
    }

    private static String climb(int number) {
        String up = new String[] {"..", "%2e%2e", "%252e%252e", ".%2e", "%c0%ae%c0%ae", "..%00"}[number % 6];
        String slash = new String[] {"/", "%2f", "\\", "%5c", "//"}[number / 6 % 5];
        return "/" + (up + slash).repeat(1 + number % 9) + "etc/passwd";
    }

    private static byte[] invalid(int number) {
        String bad = "\u00ff\u00c0\u0080\u00ed\u00a0\u0080";
        return bytes(
                switch (number % 4) {
                    case 0 -> get("/api/hello/ping?value=%ff%c0%80");
                    case 1 -> get("/" + bad);
                    case 2 -> post("application/json", "Content-Length: 8") + "\"" + bad + "\"";
                    default -> post("application/x-www-form-urlencoded", "Content-Length: 8") + "a=" + bad;
                });
    }

    private static byte[] bomb() {
        try {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                byte[] zeros = new byte[ZEROS];
                for (int written = 0; written < HUGE; written += ZEROS) {
                    out.write(zeros);
                }
            }
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.write(
                    bytes(post("application/json", "Content-Encoding: gzip\r\nContent-Length: " + packed.size())));
            packed.writeTo(request);
            return request.toByteArray();
        } catch (IOException cause) { // of a buffer
            throw new UncheckedIOException(cause);
        }
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    }

    private static String post(String type, String header) {
        return "POST /api/hello/ping HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + type + "\r\n"
                + header + "\r\n\r\n";
    }

    private static String upgrade(String origin) {
        return "GET /api HTTP/1.1\r\nHost: localhost\r\nOrigin: http://" + origin + "\r\nConnection: Upgrade\r\n"
                + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                + "Sec-WebSocket-Protocol: x-afb-ws-json1\r\n\r\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
