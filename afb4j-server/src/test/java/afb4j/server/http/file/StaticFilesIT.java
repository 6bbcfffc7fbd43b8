package afb4j.server.http.file;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.server.http.RawClient;
import afb4j.server.http.RawClient.Answer;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files over real sockets (http-and-wsj1.md 5; vectors static, static-not-modified, static-post, static-enotdir,
/// static-traversal, alias, one-page).
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class StaticFilesIT {

    @TempDir
    Path work;

    private FileServer server;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        server = FileServer.start(work);
        client = server.client();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private Answer ask(String method, String path, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        client.send(request + "\r\n");
        return method.equals("HEAD") ? client.answerWithoutBody() : client.answer();
    }

    private Answer get(String path, String... headers) throws IOException {
        return ask("GET", path, headers);
    }

    private String etag(String path, String... headers) throws IOException {
        return get(path, headers).headers().get("etag");
    }

    // ---- what is there

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/                 | text/html; charset=utf-8       | <html>index</html>",
                "/index.html       | text/html; charset=utf-8       | <html>index</html>",
                "/a.txt            | text/plain; charset=utf-8      | plain",
                "/a.txt?x=1        | text/plain; charset=utf-8      | plain",
                "/sub/             | text/html; charset=utf-8       | sub index",
                "/noindex/x.txt    | text/plain; charset=utf-8      | x",
                "/s.css            | text/css; charset=utf-8        | body{}",
                "/d.json           | application/json               | {}",
                "/j.js             | text/javascript; charset=utf-8 | console.log(1)",
                "/p.svg            | image/svg+xml                  | <svg/>",
                "//a.txt           | text/plain; charset=utf-8      | plain",
                "/./a.txt          | text/plain; charset=utf-8      | plain",
                "/sub/../a.txt     | text/plain; charset=utf-8      | plain",
                "/a%2etxt          | text/plain; charset=utf-8      | plain",
                "/ali/             | text/html; charset=utf-8       | index alias",
                "/ali/f.txt        | text/plain; charset=utf-8      | aliased",
                "/ali//f.txt       | text/plain; charset=utf-8      | aliased",
                "/opa/real.txt     | text/plain; charset=utf-8      | real",
            })
    void servesFiles(String path, String type, String body) throws IOException {
        Answer answer = get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(body + "\n");
        assertThat(answer.headers())
                .containsEntry("content-type", type)
                .containsEntry("cache-control", "max-age=100000") // P19
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("accept-ranges", "bytes")
                .containsKey("last-modified");
        assertThat(answer.headers().get("etag")).matches("\"[0-9a-f-]+\"");
        assertThat(get(path).headers().get("etag")).isEqualTo(answer.headers().get("etag"));
    }

    @Test
    void servesAnEmptyFile() throws IOException {
        assertThat(get("/e/empty.txt"))
                .returns(200, Answer::status)
                .returns("", Answer::body)
                .satisfies(answer -> assertThat(answer.headers()).containsEntry("content-length", "0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/zzz",
                "/zzz/",
                "/noindex/",
                "/A.TXT",
                "/alif.txt",
                "/ali/nope",
                "/ali/a.txt",
                "/a.txt/",
                "/a.txt/b",
                "/opaque"
            })
    void answersEmpty404ToTheRest(String path) throws IOException { // P17
        assertThat(get(path)).returns(404, Answer::status).returns("", Answer::body);
    }

    @ParameterizedTest
    @CsvSource({
        "/sub, /sub/",
        "/sub?x=1&y=%20z, /sub/?x=1&y=%20z",
        "/noindex, /noindex/",
        "/ali, /ali/",
        "/ali?q, /ali/?q",
        "//sub, /sub/",
        "//evil.org/../sub, /sub/",
        "/x/%2e%2e/sub, /sub/",
        "/opa, /opa/",
    })
    void sendsFoldersToTheirSlash(String path, String location) throws IOException { // P20
        assertThat(get(path))
                .returns(301, Answer::status)
                .returns("", Answer::body)
                .satisfies(answer -> assertThat(answer.headers()).containsEntry("location", location));
    }

    @ParameterizedTest
    @CsvSource({
        "/opa/, /opa/#!",
        "/opa/page, /opa/#!page",
        "/opa/page/x?q=1, /opa/#!page/x?q=1",
        "/opa//page, /opa/#!page",
        "/opa/a%20b%0d%0ax, /opa/#!a%20b%0D%0Ax",
    })
    void sendsOnePageApplicationsToTheirPage(String path, String location) throws IOException { // vector one-page
        assertThat(get(path))
                .returns(301, Answer::status)
                .satisfies(answer -> assertThat(answer.headers()).containsEntry("location", location));
    }

    @Test
    void sendsNoPageToItself() throws IOException {
        assertThat(get("/opa/%23!x").status()).isEqualTo(404);
    }

    // ---- methods (P34)

    @Test
    void answersHeadAsGetWithoutBody() throws IOException {
        Answer head = ask("HEAD", "/a.txt");
        Answer body = get("/a.txt");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers()).containsEntry("content-length", "6");
        assertThat(head.headers().get("etag")).isEqualTo(body.headers().get("etag"));
        assertThat(body.body()).isEqualTo("plain\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void refusesOtherMethodsOnWhatIsThere(String method) throws IOException { // P34
        Answer there = ask(method, "/a.txt", "Content-Type: application/json", "Content-Length: 0");
        Answer absent = ask(method, "/zzz", "Content-Type: application/json", "Content-Length: 0");

        assertThat(there.status()).isEqualTo(405);
        assertThat(there.headers()).containsEntry("allow", "GET, HEAD, OPTIONS");
        assertThat(absent.status()).isEqualTo(404);
    }

    @Test
    void tellsItsMethods() throws IOException { // P34
        assertThat(ask("OPTIONS", "/a.txt"))
                .returns(204, Answer::status)
                .satisfies(answer -> assertThat(answer.headers()).containsEntry("allow", "GET, HEAD, OPTIONS"));
    }

    @Test
    void takesAPostWithoutTypeAsGet() throws IOException { // vector static-post
        assertThat(ask("POST", "/a.txt", "Content-Length: 0"))
                .returns(200, Answer::status)
                .returns("plain\n", Answer::body);
    }

    // ---- conditions (P19)

    @Test
    void sendsNothingThatTheClientHas() throws IOException {
        Answer first = get("/a.txt");
        String tag = first.headers().get("etag");

        for (String condition : List.of(
                "If-None-Match: " + tag,
                "If-None-Match: W/" + tag,
                "If-None-Match: \"x\", " + tag,
                "If-None-Match: *",
                "If-Modified-Since: " + first.headers().get("last-modified"))) {
            Answer again = get("/a.txt", condition);
            assertThat(again.status()).as(condition).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers()).containsEntry("etag", tag).containsEntry("cache-control", "max-age=100000");
        }
        for (String condition : List.of(
                "If-None-Match: other",
                "If-None-Match: \"x\"",
                "If-Modified-Since: Fri, 20 Nov 2099 00:00:00 GMT",
                "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT")) {
            assertThat(get("/a.txt", condition)).as(condition).returns(200, Answer::status);
        }
        assertThat(get("/a.txt", "If-None-Match: \"x\"", "If-None-Match: " + tag)
                        .status())
                .isEqualTo(304);
        assertThat(get("/a.txt", "If-Match: \"x\"").status()).isEqualTo(412);
    }

    @Test
    void seesThatAFileHasChangedOrGone() throws IOException {
        String before = etag("/a.txt");
        Path file = server.write("www/a.txt", "changed\n");

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> get("/a.txt").body().equals("changed\n"));
        assertThat(etag("/a.txt")).isNotEqualTo(before);
        Files.delete(file);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> get("/a.txt").status() == 404);
    }

    @Test
    void seesChangesOfAFileThatItKeepsInMemory() throws IOException {
        Path file = server.write("www/old.txt", "old\n");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> isOld(file));
        for (int i = 0; i < 3; i++) {
            assertThat(get("/old.txt").body()).isEqualTo("old\n");
        }

        server.write("www/old.txt", "new\n");

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> get("/old.txt").body().equals("new\n"));
    }

    private static boolean isOld(Path file) throws IOException {
        FileTime changed = (FileTime) Files.getAttribute(file, "unix:ctime");
        return changed.toInstant().isBefore(Instant.now().minusSeconds(3));
    }

    // ---- ranges

    @Test
    void sendsRanges() throws IOException {
        Answer answer = get("/a.txt", "Range: bytes=1-2");

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo("la");
        assertThat(answer.headers()).containsEntry("content-range", "bytes 1-2/6");
        assertThat(get("/a.txt", "Range: bytes=-2").body()).isEqualTo("n\n");
        assertThat(get("/a.txt", "Range: bytes=6-"))
                .returns(416, Answer::status)
                .satisfies(refused -> assertThat(refused.headers()).containsEntry("content-range", "bytes */6"));
        assertThat(get("/a.txt", "Range: lines=1-2").status()).isEqualTo(200);
    }

    @Test
    void sendsSeveralRangesInOneAnswer() throws IOException {
        Answer answer = get("/a.txt", "Range: bytes=0-0,2-3");

        String boundary = answer.headers().get("content-type").replace("multipart/byteranges; boundary=", "");
        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.body())
                .isEqualTo(String.join(
                        "\r\n",
                        "",
                        "--" + boundary,
                        "Content-Type: text/plain; charset=utf-8",
                        "Content-Range: bytes 0-0/6",
                        "",
                        "p",
                        "--" + boundary,
                        "Content-Type: text/plain; charset=utf-8",
                        "Content-Range: bytes 2-3/6",
                        "",
                        "ai",
                        "--" + boundary + "--",
                        ""));
    }

    @Test
    void continuesWhatTheClientHasOnly() throws IOException {
        String tag = etag("/a.txt");

        assertThat(get("/a.txt", "Range: bytes=1-", "If-Range: " + tag).status())
                .isEqualTo(206);
        assertThat(get("/a.txt", "Range: bytes=1-", "If-Range: \"x\"").status()).isEqualTo(200);
    }

    @Test
    void sendsALargeFileAndItsEnd() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300_000; i++) {
            text.append(i).append('\n');
        }
        server.write("www/large.txt", text.toString());

        assertThat(get("/large.txt").body()).isEqualTo(text.toString());
        assertThat(get("/large.txt", "Range: bytes=-14").body()).isEqualTo("299998\n299999\n");
        assertThat(get("/large.txt", "Range: bytes=0-1,-7").body())
                .contains("\r\n\r\n0\n\r\n")
                .contains("299999\n\r\n");
        assertThat(ask("HEAD", "/large.txt").headers()).containsEntry("content-length", "" + text.length());
    }

    // ---- forms for the client

    @Test
    void sendsWhatWasPackedBefore() throws IOException {
        server.write("www/j.js.gz", "packed");
        server.write("www/j.js.br", "smaller");

        Answer plain = get("/j.js");
        Answer gzip = get("/j.js", "Accept-Encoding: gzip");
        Answer brotli = get("/j.js", "Accept-Encoding: gzip, deflate, br");

        assertThat(plain.body()).isEqualTo("console.log(1)\n");
        assertThat(plain.headers()).doesNotContainKey("content-encoding").containsEntry("vary", "Accept-Encoding");
        assertThat(gzip.body()).isEqualTo("packed");
        assertThat(gzip.headers())
                .containsEntry("content-encoding", "gzip")
                .containsEntry("vary", "Accept-Encoding")
                .containsEntry("content-type", "text/javascript; charset=utf-8");
        assertThat(brotli.body()).isEqualTo("smaller");
        assertThat(brotli.headers()).containsEntry("content-encoding", "br");
        assertThat(List.of(
                        plain.headers().get("etag"),
                        gzip.headers().get("etag"),
                        brotli.headers().get("etag")))
                .doesNotHaveDuplicates();
        assertThat(get("/a.txt", "Accept-Encoding: gzip").headers()).doesNotContainKey("vary");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a.txt     | fr                      | fr a",
                "/a.txt     | fr-FR                   | fr a",
                "/a.txt     | FR                      | fr a",
                "/a.txt     | en-US                   | en-us a",
                "/a.txt     | en                      | plain",
                "/a.txt     | en-US,fr;q=0.5          | en-us a",
                "/a.txt     | de,fr                   | fr a",
                "/a.txt     | de;q=0.1, fr;q=0.9      | fr a",
                "/a.txt     | fr;q=0.1, en-us;q=0.9   | fr a",
                "/a.txt     | *                       | plain",
                "/a.txt     | fr-ca-x                 | fr a",
                "/a.txt     | en-us-x                 | en-us a",
                "/a.txt     | ../fr                   | plain",
                "/sub/x.txt | fr                      | fr x",
                "/          | fr                      | <html>index</html>",
                "/locales/fr/a.txt | ''               | fr a",
            })
    void sendsFilesInTheLanguageOfTheClient(String path, String languages, String body) throws IOException {
        server.write("www/locales/fr/a.txt", "fr a\n"); // vector static-locale, P21
        server.write("www/locales/en-us/a.txt", "en-us a\n");
        server.write("www/locales/fr/sub/x.txt", "fr x\n");

        Answer answer = get(path, "Accept-Language: " + languages);

        assertThat(answer.body()).isEqualTo(body + "\n");
        assertThat(answer.headers()).containsEntry("vary", "Accept-Language");
    }

    // ---- what is outside (P18)

    /// More than 200 ways of asking for what lies beside the root.
    static List<String> climbs() {
        List<String> forms = new ArrayList<>();
        for (String begin : List.of("/", "//", "/./", "/sub/", "/ali/", "/ali", "/ali//", "/locales/fr/", "/zzz/")) {
            for (String up : List.of(
                    "../",
                    "..%2f",
                    "..%2F",
                    "%2e%2e/",
                    "%2E%2e/",
                    ".%2e/",
                    "%2e./",
                    "%2e%2e%2f",
                    "..\\",
                    "..%5c",
                    "%2e%2e%5c",
                    "..%255c",
                    "%252e%252e/",
                    "%252e%252e%252f",
                    "....//",
                    "..;/",
                    "..%00/",
                    "%00../",
                    "%c0%ae%c0%ae/",
                    "..%c0%af",
                    "%uff0e%uff0e/",
                    "..%ef%bc%8f",
                    "..%01/",
                    "..%20/",
                    "..%09/",
                    "../.%2f")) {
                for (int depth = 1; depth <= 3; depth++) {
                    forms.add(begin + up.repeat(depth) + "secret.txt");
                }
            }
        }
        forms.add("/secret.txt");
        forms.add("/../www/../secret.txt");
        forms.add("/ali/../../www/../secret.txt");
        return forms;
    }

    @Test
    void servesNothingFromOutsideOfItsFolders() throws IOException { // P18
        Files.createSymbolicLink(work.resolve("www/link"), work);
        Files.createSymbolicLink(work.resolve("www/file"), work.resolve("secret.txt"));
        List<String> forms = climbs();
        forms.addAll(List.of(
                "/link/secret.txt", "/file", "/link", "/link/", "/" + work + "/secret.txt", "/file:secret.txt"));
        assertThat(forms).hasSizeGreaterThan(200);

        for (String form : forms) {
            Answer answer = get(form);
            assertThat(answer.status()).as(form).isEqualTo(404);
            assertThat(answer.body()).as(form).isEmpty();
        }
    }

    @Test
    void takesNoOtherPathForOneThatHidesASlash() throws IOException {
        assertThat(get("/sub%2findex.html").status()).isEqualTo(404);
        assertThat(get("/sub%5cindex.html").status()).isEqualTo(404);
    }
}
