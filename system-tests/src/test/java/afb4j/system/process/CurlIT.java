package afb4j.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.system.process.Command.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A binder as `curl` sees it (http-and-wsj1.md 1, 2, 12). `./verify` installs it on Debian.
final class CurlIT {

    private static final String SUCCESS = "{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"success\",\"code\":0}";

    @TempDir
    static Path folder;

    private static RunningBinder binder;

    @BeforeAll
    static void startBinder() {
        binder = RunningBinder.start("-b", "hello", "-p", "0", "--token", "first", "-u", folder.toString());
    }

    @AfterAll
    static void stopBinder() {
        binder.close();
    }

    /// What curl prints: the body, then a line with status and content type.
    private static String curl(String path, String... options) {
        List<String> words = new ArrayList<>(List.of(
                "curl",
                "--silent",
                "--show-error",
                "--max-time",
                "60",
                "--write-out",
                "\n%{http_code} %{content_type}"));
        words.addAll(List.of(options));
        words.add("http://localhost:" + binder.httpPort() + path);
        Outcome outcome = Command.runProgram(words, "");
        assertThat(outcome.code()).as(outcome.stderr()).isZero();
        return outcome.stdout();
    }

    private static String answer(String response) {
        return SUCCESS + ",\"response\":" + response + "}\n200 application/json";
    }

    @Test
    void callsWithTheQueryAsArgument() {
        assertThat(curl("/api/hello/ping?a=1&b=x+y%21"))
                .matches("(?s)\\Q" + SUCCESS
                        + ",\"response\":[{\"a\":\"1\",\"b\":\"x y!\"},null,\"ping count=\\E\\d+\"]}\n"
                        + "200 application/json");
    }

    @Test
    void callsWithJsonAndForms() throws IOException {
        assertThat(curl("/api/hello/x-1", "--json", "{\"a\":[1,2]}")).isEqualTo(answer("[\"x-1\",null,null]"));
        assertThat(curl("/api/hello/ping", "--json", "[1]")).contains("\"response\":[[1],null,");
        assertThat(curl("/api/hello/ping", "--data-urlencode", "a=é&")).contains("[{\"a\":\"é&\"},null,");
        Path file = Files.writeString(folder.resolve("file.txt"), "content");
        assertThat(curl("/api/hello/ping", "--form", "a=1", "--form", "f=@" + file)) // P4
                .contains("\"a\":\"1\"", "\"file\":\"file.txt\"");
    }

    @Test
    void tellsFailuresByStatusToo() {
        assertThat(curl("/api/hello/nope"))
                .isEqualTo("{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"unknown-verb\",\"code\":-4}}\n"
                        + "404 application/json");
        assertThat(curl("/api/nope/x")).contains("\"unknown-api\"").endsWith("404 application/json");
        assertThat(curl("/api/hello/ping", "--json", "{bad")).contains("the body is no JSON", "\n400 "); // P2
        assertThat(curl("/nothing")).endsWith("\n404 ");
    }

    @Test
    void keepsTheSessionByItsCookieAndTakesTheToken() {
        String jar = folder.resolve("cookies").toString();

        curl("/api/hello/setctx", "--cookie-jar", jar, "--json", "{\"kept\":1}");

        assertThat(curl("/api/hello/getctx", "--cookie", jar)).contains("{\"kept\":1}");
        assertThat(curl("/api/hello/getctx")).doesNotContain("kept");
        assertThat(curl("/api/hello/checktok", "--oauth2-bearer", "first")).startsWith(SUCCESS + "}");
        assertThat(curl("/api/hello/checktok", "--oauth2-bearer", "wrong")).doesNotContain("success");
    }

    @Test
    void keepsTheConnection() { // P7
        String port = "" + binder.httpPort();
        Outcome outcome = Command.runProgram(
                List.of(
                        "curl",
                        "--silent",
                        "--verbose",
                        "http://localhost:" + port + "/api/hello/x-1",
                        "http://localhost:" + port + "/api/hello/x-2"),
                "");

        assertThat(outcome.stderr()).contains("Re-using existing connection");
    }
}
