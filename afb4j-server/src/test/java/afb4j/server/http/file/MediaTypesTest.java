package afb4j.server.http.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Types by extension (http-and-wsj1.md 5).
final class MediaTypesTest {

    @ParameterizedTest
    @CsvSource({
        "s.css, text/css; charset=utf-8",
        "a.gif, image/gif",
        "index.html, text/html; charset=utf-8",
        "index.htm, text/html; charset=utf-8",
        "favicon.ico, image/x-icon",
        "a.jpeg, image/jpeg",
        "a.jpg, image/jpeg",
        "j.js, text/javascript; charset=utf-8",
        "j.mjs, text/javascript; charset=utf-8",
        "d.json, application/json",
        "j.js.map, application/json",
        "a.mp3, audio/mpeg",
        "a.png, image/png",
        "p.svg, image/svg+xml",
        "a.ttf, application/x-font-ttf",
        "a.txt, text/plain; charset=utf-8",
        "a.wav, audio/x-wav",
        "a.xht, application/xhtml+xml",
        "a.xhtml, application/xhtml+xml",
        "a.xml, application/xml",
        "a.wasm, application/wasm",
        "a.woff2, font/woff2",
        "a.webp, image/webp",
        "a.avif, image/avif",
        "README.md, text/markdown; charset=utf-8",
        "a.csv, text/csv; charset=utf-8",
        "a.mp4, video/mp4",
        "a.pdf, application/pdf",
        "A.TXT, text/plain; charset=utf-8",
        "a.html.txt, text/plain; charset=utf-8",
        "html, application/octet-stream",
        ".html, text/html; charset=utf-8",
        "a., application/octet-stream",
        "a.unknown, application/octet-stream",
    })
    void areThoseOfTheLastExtensionInAnyCase(String name, String type) {
        assertThat(MediaTypes.of(name)).isEqualTo(type);
    }
}
