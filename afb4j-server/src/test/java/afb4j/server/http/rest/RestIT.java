package afb4j.server.http.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.api.Bytes;
import afb4j.api.Event;
import afb4j.api.Guard;
import afb4j.api.HttpAnswer;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.Status;
import afb4j.api.SubscriptionException;
import afb4j.api.Text;
import afb4j.api.Verb;
import afb4j.core.CoreConfig;
import afb4j.core.Visibility;
import afb4j.core.session.SessionConfig;
import afb4j.server.Binder;
import afb4j.server.http.RawClient;
import afb4j.server.http.config.HttpConfig;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls by HTTP (http-and-wsj1.md 1, 2) to a whole binder over real sockets.
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class RestIT {

    @TempDir
    Path uploads;

    private Binder binder;

    @BeforeEach
    void start() {
        binder = start(CoreConfig.DEFAULT);
    }

    private Binder start(CoreConfig core) {
        return Binder.builder()
                .api(hello())
                .api(Api.builder("inner").verb("v", Request::reply).build(), Visibility.PRIVATE)
                .core(core)
                .http(HttpConfig.builder().port(0).uploadDir(uploads).build())
                .start();
    }

    private static Api hello() {
        return Api.builder("hello")
                .verb("echo", request -> request.reply(request.json()))
                .verb(Verb.named("quick").nonBlocking().handler(request -> request.reply(request.json())))
                .verb("a/b", request -> request.reply((Object) request.verb()))
                .verb(
                        "fail",
                        request -> request.reply(
                                Reply.ofCode(member(request, "code").asInt())))
                .verb("info-of-error", request -> request.reply(Reply.ofCode(-8, Text.of("no"))))
                .verb("text", request -> request.reply(Reply.of(Text.of("a\"b"))))
                .verb("several", request -> request.reply(Reply.of(Json.of(1), Text.of("x"))))
                .verb("nothing", Request::reply)
                .verb("silent", _ -> {})
                .verb("never", Request::defer)
                .verb("bytes", request -> request.reply(Reply.of(Bytes.of("<p>".getBytes(UTF_8)))))
                .verb(
                        "page",
                        request -> request.reply((Object) HttpAnswer.of(418)
                                .type("text/x")
                                .header("X-A", "b")
                                .body("tea")))
                .verb(
                        "header",
                        request -> request.reply((Object)
                                request.http().orElseThrow().header("x-b").orElse("none")))
                .verb("count", RestIT::count)
                .verb("level", request -> {
                    request.session().loa(2);
                    request.reply();
                })
                .verb(Verb.named("guarded").guard(Guard.loa(2)).handler(Request::reply))
                .verb(Verb.named("token").guard(Guard.token()).handler(Request::reply))
                .verb("watch", RestIT::watch)
                .verb("upload", RestIT::upload)
                .build();
    }

    private static Json member(Request request, String name) {
        return request.json().member(name).orElseThrow();
    }

    private static void upload(Request request) throws IOException {
        Json file = member(request, "f");
        String path = file.member("path").orElseThrow().asText();
        request.reply(Json.array(file.member("file").orElseThrow(), Files.readString(Path.of(path))));
    }

    private static void count(Request request) {
        int next = request.session().value().map(value -> (Integer) value + 1).orElse(1);
        request.session().value(next, _ -> {});
        request.reply(Json.of(next));
    }

    private static void watch(Request request) {
        Event event = request.context().event("e");
        try {
            request.subscribe(event);
            request.reply();
        } catch (SubscriptionException refused) {
            request.fail(Status.BAD_STATE.withInfo(String.valueOf(refused.getMessage())));
        }
    }

    @AfterEach
    void stop() {
        binder.close();
    }

    private void restart(CoreConfig core) {
        binder.close();
        binder = start(core);
    }

    private RawClient client() throws IOException {
        return new RawClient(binder.httpAddresses().getFirst());
    }

    private RawClient.Answer get(String path, String... headers) throws IOException {
        try (RawClient client = client()) {
            return client.send("GET " + path + " HTTP/1.1\r\n" + lines(headers) + "\r\n")
                    .answer();
        }
    }

    private RawClient.Answer post(String path, String type, String body, String... headers) throws IOException {
        try (RawClient client = client()) {
            return client.send("POST " + path + " HTTP/1.1\r\nContent-Type: " + type + "\r\nContent-Length: "
                            + body.length() + "\r\n" + lines(headers) + "\r\n" + body)
                    .answer();
        }
    }

    private static String lines(String... headers) {
        return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }

    private static String success(String response) {
        return "{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"success\",\"code\":0}"
                + (response.isEmpty() ? "" : ",\"response\":" + response) + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/hello/echo|{}",
                "/api/hello/echo?a|{\"a\":null}",
                "/api/hello/echo?a=|{\"a\":\"\"}",
                "/api/hello/echo?a=1&b=x+y%20z&a=2|{\"a\":\"2\",\"b\":\"x y z\"}",
                "/api/hello/echo?=x|{\"\":\"x\"}",
                "/api///hello///echo|{}",
                "/api/hello/quick?a=1|{\"a\":\"1\"}",
                "/api/hello/a/b|\"a/b\"",
                "/api/hello/text|\"a\\\"b\"",
                "/api/hello/several|[1,\"x\"]",
            })
    void answersGetWithTheQueryAsArgument(String path, String response) throws IOException { // 1.3, 1.4, 1.6, P5
        RawClient.Answer answer = get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "application/json");
        assertThat(answer.body()).isEqualTo(success(response));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": [1, true]}|{\"a\": [1, true]}",
                "42|42", // P16: keeps its type
                "true|true",
                "null|{\"q\":\"1\"}",
                "``|{\"q\":\"1\"}",
                "\"x\"|\"x\"",
                "[1] rest|[1]", // as leniently as C
                "{'a':1}|{\"a\":1}",
            })
    void answersPostOfJsonWithTheBodyAsArgument(String body, String response) throws IOException { // 1.3
        RawClient.Answer answer = post("/api/hello/echo?q=1", "application/json; charset=utf-8", body);

        assertThat(answer.body()).isEqualTo(success(response));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "{bad}", "nope", "\"open", "'open"})
    void refusesABodyThatIsNoJson(String body) throws IOException { // P2
        RawClient.Answer answer = post("/api/hello/echo", "application/json", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("JSON");
    }

    @Test
    void takesLargeJsonOverManySegments() throws IOException { // P2
        String text = "\"" + "x".repeat(300_000) + "\"";

        assertThat(post("/api/hello/echo", "application/json", text).body()).isEqualTo(success(text));
    }

    @Test
    void answersFormsWhoseFieldsReplaceThoseOfTheQuery() throws IOException { // 1.3, P3
        RawClient.Answer answer = post("/api/hello/echo?a=1&b=2", "application/x-www-form-urlencoded", "b=3&c&b=4");

        assertThat(answer.body()).isEqualTo(success("{\"a\":\"1\",\"b\":\"4\",\"c\":\"\"}"));
    }

    @Test
    void givesFilesOfMultipartFormsToTheVerbAndDeletesThemAfterwards() throws IOException { // P4
        String body = "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"../x.txt\"\r\n\r\nhi\r\n--B--\r\n";

        assertThat(post("/api/hello/upload", "multipart/form-data; boundary=B", body)
                        .body())
                .isEqualTo(success("[\"x.txt\",\"hi\"]"));

        org.awaitility.Awaitility.await().until(() -> {
            try (Stream<Path> files = Files.list(uploads)) {
                return files.findAny().isEmpty();
            }
        });
    }

    @Test
    void takesPostWithoutTypeAsGetAndRefusesOtherTypes() throws IOException { // 1.2, 1.3
        try (RawClient client = client()) {
            client.send("POST /api/hello/echo?a=1 HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(client.answer().body()).isEqualTo(success("{\"a\":\"1\"}"));
        }
        assertThat(post("/api/hello/echo", "text/plain", "x").status()).isEqualTo(415);
        assertThat(post("/api/hello/echo", "application/json", "{}", "Content-Encoding: gzip")
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource({
        "0,200,success",
        "5,200,success",
        "-1,500,internal-error",
        "-3,404,unknown-api",
        "-4,404,unknown-verb",
        "-5,501,not-available",
        "-6,401,unauthorized",
        "-7,401,invalid-token",
        "-8,403,forbidden",
        "-9,403,insufficient-scope",
        "-10,403,bad-api-state",
        "-11,200,no-reply",
        "-12,200,invalid-request",
        "-15,200,disconnected",
        "-1000,200,error"
    })
    void givesEachCodeItsStatus(int code, int status, String name) throws IOException { // 1.5
        RawClient.Answer answer = post("/api/hello/fail", "application/json", "{\"code\":" + code + "}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains("\"status\":\"" + name + "\"", "\"code\":" + code);
        if (status == 401) {
            assertThat(answer.headers()).containsEntry("www-authenticate", "error=\"invalid_token\"");
        } else if (status == 403) {
            assertThat(answer.headers()).containsEntry("www-authenticate", "error=\"insufficient_scope\"");
        }
    }

    @Test
    void putsTheValueOfAFailureIntoTheInfo() throws IOException { // 1.6
        assertThat(get("/api/hello/info-of-error").body())
                .isEqualTo(
                        "{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"forbidden\",\"info\":\"no\",\"code\":-8}}");
        assertThat(get("/api/hello/nothing").body()).isEqualTo(success(""));
    }

    @Test
    void answersNoReplyAndTimeoutsInsteadOfWaitingForEver(LogCapture logs) throws IOException { // P29, P30
        logs.expect("no answer within");
        restart(CoreConfig.DEFAULT.withCallTimeout(Duration.ofMillis(300)));

        assertThat(get("/api/hello/silent").body()).contains("\"no-reply\"");
        assertThat(get("/api/hello/never").status()).isEqualTo(500);
    }

    @Test
    void sendsSingleBytesAsTheyAre() throws IOException { // 1.6, P5
        RawClient.Answer answer = get("/api/hello/bytes");

        assertThat(answer.body()).isEqualTo("<p>");
        assertThat(answer.headers()).containsEntry("content-type", "application/octet-stream");
    }

    @Test
    void letsVerbsAnswerInWordsOfHttp() throws IOException { // 1.8, P8
        RawClient.Answer answer = get("/api/hello/page");

        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.body()).isEqualTo("tea");
        assertThat(answer.headers()).containsEntry("content-type", "text/x").containsEntry("x-a", "b");
        assertThat(get("/api/hello/header", "X-B: c").body()).isEqualTo(success("\"c\""));
    }

    @ParameterizedTest
    @CsvSource({"/api/nope/x,unknown-api", "/api/hello/nope,unknown-verb", "/api/inner/v,unknown-api"})
    void answersUnknownAndPrivateNamesWithAnEnvelope(String path, String name) throws IOException { // 7.2
        RawClient.Answer answer = get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/", "/api/hello", "/api/hello/", "/apix/hello/echo"})
    void leavesPathsThatAreNoCalls(String path) throws IOException { // 1.1
        RawClient.Answer answer = get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.headers()).doesNotContainKey("set-cookie"); // P32
    }

    @Test
    void answersHeadOptionsAndRefusesOtherMethods() throws IOException { // P34
        try (RawClient client = client()) {
            client.send("HEAD /api/hello/echo HTTP/1.1\r\n\r\n");
            assertThat(client.answerWithoutBody().status()).isEqualTo(200);

            RawClient.Answer options =
                    client.send("OPTIONS /api/hello/echo HTTP/1.1\r\n\r\n").answer();
            assertThat(options.status()).isEqualTo(204);
            assertThat(options.headers()).containsEntry("allow", "GET, HEAD, POST, OPTIONS");

            RawClient.Answer put = client.send("PUT /api/hello/echo HTTP/1.1\r\nContent-Length: 0\r\n\r\n")
                    .answer();
            assertThat(put.status()).isEqualTo(405);
            assertThat(put.headers()).containsEntry("allow", "GET, HEAD, POST, OPTIONS");
        }
    }

    @Test
    void refusesEventsToCallsByHttp() throws IOException { // 4
        assertThat(get("/api/hello/watch").body()).contains("bad-state", "websocket");
    }

    // ---- sessions and tokens

    private static String cookie(RawClient.Answer answer) {
        return answer.headers().getOrDefault("set-cookie", "");
    }

    @Test
    void givesEachClientASessionByCookie() throws IOException { // 2.2
        RawClient.Answer first = get("/api/hello/count");
        String name = cookie(first).substring(0, cookie(first).indexOf('='));
        String uuid = cookie(first).substring(name.length() + 1, name.length() + 37);

        assertThat(cookie(first))
                .matches("x-afb-uuid-\\d+=[0-9a-f-]{36}; Path=/; Max-Age=32000000; HttpOnly; SameSite=Lax");
        assertThat(get("/api/hello/count", "Cookie: a=b; " + name + "=" + uuid).body())
                .isEqualTo(success("2"));
        assertThat(get("/api/hello/count").body()).isEqualTo(success("1"));
        assertThat(get("/api/hello/count", "Cookie: x-afb-uuid=" + uuid).body()).isEqualTo(success("1"));
    }

    @Test
    void findsTheSessionWhereClientsPutItInThisOrder() throws IOException { // 2.1
        get("/api/hello/count?uuid=by-uuid");
        get("/api/hello/count", "x-afb-uuid: by-header");
        get("/api/hello/count?x-afb-uuid=by-query");

        assertThat(get("/api/hello/count?uuid=by-uuid").body()).isEqualTo(success("2"));
        assertThat(get("/api/hello/count?uuid=by-uuid&x-afb-uuid=by-query", "x-afb-uuid: by-header")
                        .body())
                .isEqualTo(success("2"));
        assertThat(post("/api/hello/count?uuid=by-uuid", "application/x-www-form-urlencoded", "x-afb-uuid=by-query")
                        .body())
                .isEqualTo(success("2"));
    }

    @Test
    void keepsASessionWithALevelOfAssuranceOnly() throws IOException { // P10, P11
        assertThat(get("/api/hello/guarded?uuid=s").status()).isEqualTo(403);

        get("/api/hello/level?uuid=s");

        assertThat(get("/api/hello/guarded?uuid=s").status()).isEqualTo(200);
        assertThat(get("/api/hello/guarded?uuid=t").status()).isEqualTo(403);
    }

    @Test
    void keepsNoSessionInWhichNothingIs() throws IOException { // 2.2
        for (int i = 0; i < 10; i++) {
            assertThat(get("/api/hello/guarded?uuid=s" + i).status()).isEqualTo(403);
        }

        assertThat(binder.core().sessions().size()).isZero();
    }

    @Test
    void refusesWhatIsNoNameOfASessionAndSaysWhenThereIsNoRoom() throws IOException { // P9
        restart(CoreConfig.DEFAULT.withSessions(SessionConfig.DEFAULT.withMaxSessions(1)));

        assertThat(get("/api/hello/echo?uuid=" + "x".repeat(37)).status()).isEqualTo(400);
        assertThat(get("/api/hello/echo?uuid=a%20b").status()).isEqualTo(400);
        assertThat(get("/api/hello/count?uuid=one").status()).isEqualTo(200);
        assertThat(get("/api/hello/count?uuid=two").status()).isEqualTo(503);
        assertThat(get("/api/hello/echo?uuid=two").status()).isEqualTo(200);
    }

    @Test
    void asksForTheTokenWhereverItIs() throws IOException { // 2.1, 2.3, P12
        restart(CoreConfig.DEFAULT.withSessions(SessionConfig.DEFAULT.withInitialToken("T")));

        assertThat(get("/api/hello/token").status()).isEqualTo(401);
        assertThat(get("/api/hello/token?token=wrong").status()).isEqualTo(401);
        assertThat(get("/api/hello/token", "Authorization: bearer  T").status()).isEqualTo(200);
        assertThat(get("/api/hello/token?access_token=T").status()).isEqualTo(200);
        assertThat(get("/api/hello/token", "x-afb-token: T").status()).isEqualTo(200);
        assertThat(get("/api/hello/token?x-afb-token=T").status()).isEqualTo(200);
        assertThat(get("/api/hello/token?token=T").status()).isEqualTo(200);
        assertThat(post("/api/hello/token", "application/x-www-form-urlencoded", "token=T")
                        .status())
                .isEqualTo(200);
    }

    // ---- pages of other sites

    @Test
    void letsPagesOfThisMachineReadAnswersAndRefusesOthers() throws IOException {
        RawClient.Answer own = get("/api/hello/echo", "Host: localhost:1", "Origin: http://localhost:3000");
        assertThat(own.status()).isEqualTo(200);
        assertThat(own.headers())
                .containsEntry("access-control-allow-origin", "http://localhost:3000")
                .containsEntry("access-control-allow-credentials", "true");

        assertThat(get("/api/hello/echo", "Host: localhost:1", "Origin: https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(get("/api/hello/echo", "Sec-Fetch-Site: cross-site").status())
                .isEqualTo(403);
        assertThat(get("/api/hello/echo", "Sec-Fetch-Site: same-origin").status())
                .isEqualTo(200);
    }
}
