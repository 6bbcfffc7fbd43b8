package afb4j.server.http.console;

import com.google.errorprone.annotations.Immutable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// A file of the console as it is sent.
@Immutable
@SuppressWarnings("Immutable") // nobody writes to the arrays
final class Page {

    private static final int TAG_DIGITS = 32;
    private static final String OTHER_TYPE = "application/octet-stream";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "txt", "text/plain; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml");

    private final String type;
    private final String tag;
    private final byte[] plain;
    private final byte[] packed;

    private Page(String type, String tag, byte[] plain, byte[] packed) {
        this.type = type;
        this.tag = tag;
        this.plain = plain;
        this.packed = packed;
    }

    /// The page of a file.
    ///
    /// @param content not changed any more
    static Page of(String path, byte[] content) {
        String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), OTHER_TYPE);
        return new Page(type, '"' + digest(content) + '"', content, packed(content));
    }

    private static String digest(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest).substring(0, TAG_DIGITS);
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("each JVM has SHA-256", cause);
        }
    }

    private static byte[] packed(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException cause) {
            throw new UncheckedIOException("memory does not fail", cause);
        }
        return bytes.size() < content.length ? bytes.toByteArray() : content;
    }

    String type() {
        return type;
    }

    /// The entity tag, with its quotes. It is the same for the packed form, hence a weak comparison of it.
    String tag() {
        return tag;
    }

    /// Whether a header `If-None-Match` names this page.
    boolean isNamedBy(String tags) {
        return Arrays.stream(tags.split(","))
                .map(String::strip)
                .anyMatch(name -> name.equals("*") || name.equals(tag) || name.equals("W/" + tag));
    }

    /// Whether a client with this header `Accept-Encoding` gets it packed.
    boolean isPackedFor(String codings) {
        return !Arrays.equals(packed, plain)
                && Arrays.stream(codings.split(",")).map(String::strip).anyMatch(Page::isGzip);
    }

    private static boolean isGzip(String coding) {
        String[] parts = coding.split(";", 2);
        boolean isRefused = parts.length > 1 && parts[1].strip().matches("q=0(\\.0*)?");
        return parts[0].strip().equalsIgnoreCase("gzip") && !isRefused;
    }

    /// The content; not to be written to.
    byte[] bytes(boolean isPacked) {
        return isPacked ? packed : plain;
    }
}
