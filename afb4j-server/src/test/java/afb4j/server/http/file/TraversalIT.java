package afb4j.server.http.file;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.server.http.RawClient;
import afb4j.server.http.RawClient.Answer;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// More than 200 ways to ask for what is beside a root, none of which gets it (http-and-wsj1.md 11, P18).
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class TraversalIT {

    private static final List<String> UPS = List.of(
            "..",
            "%2e%2e",
            "%2E%2E",
            ".%2e",
            "%2e.",
            "%252e%252e",
            "%c0%ae%c0%ae",
            "%e0%80%ae%e0%80%ae",
            "%uff0e%uff0e",
            "\u00c0\u00ae\u00c0\u00ae",
            "..%00",
            "..%20",
            "..%09",
            "...",
            "..;",
            "..;x=1",
            "..%3f",
            "..%23");

    private static final List<String> SLASHES =
            List.of("/", "%2f", "%2F", "%252f", "\\", "%5c", "%5C", "%255c", "%c0%af", "//", "/./", "/%2e/", "%00/");

    private static final List<String> STARTS = List.of("/", "/ali/", "/sub/", "/opa/", "//");

    @TempDir
    Path work;

    /// `www/` and `alias/` are roots; `secret.txt` is beside them.
    private static Set<String> forms() {
        Set<String> forms = new LinkedHashSet<>();
        for (String start : STARTS) {
            for (String up : UPS) {
                forms.add(start + up + "/secret.txt");
                forms.add(start + up + "/" + up + "/secret.txt");
            }
            for (String slash : SLASHES) {
                forms.add(start + ".." + slash + "secret.txt");
                forms.add(start + "%2e%2e" + slash + ".." + slash + "secret.txt");
                forms.add(start + "sub" + slash + ".." + slash + ".." + slash + "secret.txt");
            }
        }
        forms.addAll(List.of(
                "/ali../secret.txt",
                "/ali/..",
                "/..",
                "/../",
                "/../www/../secret.txt",
                "/../alias/f.txt/../../secret.txt",
                "/file:/secret.txt",
                "/?/../secret.txt",
                "http://localhost/../secret.txt",
                "http://localhost/%2e%2e/secret.txt",
                "/secret.txt",
                "/linked/secret.txt",
                "/linked.txt",
                "/ali/linked.txt"));
        return forms;
    }

    @Test
    void noFormOfAPathLeadsOutOfItsRoot() throws IOException { // P18
        try (FileServer server = FileServer.start(work)) {
            String secret = work.resolve("secret.txt").toAbsolutePath().toString();
            Files.createSymbolicLink(work.resolve("www/linked"), work);
            Files.createSymbolicLink(work.resolve("www/linked.txt"), work.resolve("secret.txt"));
            Files.createSymbolicLink(work.resolve("alias/linked.txt"), work.resolve("secret.txt"));
            Set<String> all = new LinkedHashSet<>(forms());
            all.add("/" + secret);
            all.add(secret.replace("/", "%2f"));
            all.add("/file://" + secret);

            List<String> given = new ArrayList<>();
            for (String form : all) {
                Answer answer = get(server, form);
                if (!isRefused(answer)) {
                    given.add(form + " -> " + answer);
                }
            }

            assertThat(all).hasSizeGreaterThan(200);
            assertThat(given).isEmpty();
        }
    }

    /// The index of a root is what a path to its start gives, and is no secret; a one-page application takes all
    /// paths below its own for its affair.
    private static boolean isRefused(Answer answer) {
        boolean isIndex = answer.status() == 200 && answer.body().contains("index");
        boolean isOnePage = answer.status() == 301
                && answer.headers().getOrDefault("location", "").startsWith("/opa/#!");
        boolean isError = List.of(400, 403, 404).contains(answer.status());
        return (isIndex || isOnePage || isError) && !answer.body().contains("secret\n");
    }

    private static Answer get(FileServer server, String form) throws IOException {
        try (RawClient client = server.client()) {
            return client.send("GET " + form + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .answer();
        }
    }
}
