package afb4j.server.http.file;

import com.google.errorprone.annotations.Immutable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The type of a file by the extension of its name. Content is not looked at: what has no known extension
/// is
/// bytes, and no browser shall guess.
///
/// Text has the charset UTF-8. The types are those of the binder in the field (specification, section 5)
/// and
/// those that pages have come to use since.
@Immutable
final class MediaTypes {

    private static final String BYTES = "application/octet-stream";
    private static final String TEXT = "; charset=utf-8";

    @SuppressWarnings("Immutable") // an unmodifiable copy of strings
    private static final Map<String, String> BY_EXTENSION = table();

    private MediaTypes() {}

    private static Map<String, String> table() {
        Map<String, String> types = new HashMap<>();
        text(types, "text/css", "css");
        text(types, "text/csv", "csv");
        text(types, "text/html", "htm", "html");
        text(types, "text/javascript", "js", "mjs");
        text(types, "text/markdown", "md");
        text(types, "text/plain", "txt", "log");
        bytes(types, "application/gzip", "gz");
        bytes(types, "application/json", "json", "map");
        bytes(types, "application/manifest+json", "webmanifest");
        bytes(types, "application/pdf", "pdf");
        bytes(types, "application/wasm", "wasm");
        bytes(types, "application/xhtml+xml", "xht", "xhtml");
        bytes(types, "application/xml", "xml");
        bytes(types, "application/x-font-ttf", "ttf");
        bytes(types, "application/zip", "zip");
        bytes(types, "audio/mpeg", "mp3");
        bytes(types, "audio/ogg", "ogg", "oga");
        bytes(types, "audio/x-wav", "wav");
        bytes(types, "font/otf", "otf");
        bytes(types, "font/woff", "woff");
        bytes(types, "font/woff2", "woff2");
        bytes(types, "image/avif", "avif");
        bytes(types, "image/gif", "gif");
        bytes(types, "image/jpeg", "jpeg", "jpg");
        bytes(types, "image/png", "png");
        bytes(types, "image/svg+xml", "svg");
        bytes(types, "image/webp", "webp");
        bytes(types, "image/x-icon", "ico");
        bytes(types, "video/mp4", "mp4");
        bytes(types, "video/webm", "webm");
        return Map.copyOf(types);
    }

    private static void text(Map<String, String> types, String type, String... extensions) {
        bytes(types, type + TEXT, extensions);
    }

    private static void bytes(Map<String, String> types, String type, String... extensions) {
        for (String extension : extensions) {
            types.put(extension, type);
        }
    }

    /// The value of `Content-Type` for a file of that name: its last extension, in any case, decides.
    static String of(String fileName) {
        int dot = fileName.lastIndexOf('.');
        String extension = fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
        return dot < 0 ? BYTES : BY_EXTENSION.getOrDefault(extension, BYTES);
    }
}
