package afb4j.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The files of the console as they are built.
final class ConsolePagesTest {

    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"#]+)\"");
    private static final Pattern IMPORT =
            Pattern.compile("(?m)(?:^import |^} from |^export .* from |\\bfrom |\\bimport\\()['\"]([^'\"]+)['\"]");
    private static final Path BUILT = Path.of("target/classes/afb4j/console/page");

    @Test
    void givesTheFilesOfThePage() throws IOException {
        assertThat(text("index.html")).contains("afb4j console");
        assertThat(text("vendor/uplot.js")).contains("uPlot");
        assertThat(ConsolePages.read("js/nope.js")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/index.html",
                "../ConsolePages.class",
                "js/../index.html",
                "js//main.js",
                "js",
                "js/",
                "./index.html",
                "index.html/",
                "INDEX.HTML",
                "js\\main.js",
                "index.html\u0000"
            })
    void givesNothingForPathsThatAreNoneOfItsFiles(String path) throws IOException {
        assertThat(ConsolePages.read(path)).isEmpty();
    }

    @Test
    void hasAllThatItsScriptsImport() throws IOException {
        Deque<String> open = new ArrayDeque<>(linked());
        Set<String> seen = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            String path = open.pop();
            if (seen.add(path) && path.endsWith(".js")) {
                imports(path).forEach(open::push);
            }
        }

        assertThat(seen)
                .allSatisfy(path -> assertThat(ConsolePages.read(path)).as(path).isPresent());
        assertThat(seen)
                .contains("js/views/overview.js", "vendor/codemirror-view.js", "vendor/marijn-find-cluster-break.js");
    }

    private static List<String> linked() throws IOException {
        return LINK.matcher(text("index.html"))
                .results()
                .map(link -> link.group(1))
                .toList();
    }

    private static List<String> imports(String path) throws IOException {
        Path folder = Path.of(path).getParent();
        Matcher matcher = IMPORT.matcher(text(path));
        return matcher.results()
                .map(found -> folder.resolve(found.group(1)).normalize().toString())
                .toList();
    }

    @Test
    void hasTheLicenceOfEachLibrary() throws IOException {
        try (Stream<Path> libraries = Files.list(BUILT.resolve("vendor"))) {
            assertThat(libraries.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".js")))
                    .hasSize(12)
                    .allSatisfy(name -> assertThat(text("vendor/licences/" + name.replace(".js", ".txt")))
                            .contains("MIT"));
        }
    }

    @Test
    void namesNoOtherHostAndHasNoScriptOrStyleOfItsOwnInThePage() throws IOException {
        assertThat(text("index.html"))
                .doesNotContain("://", "style=", "<style", "javascript:")
                .doesNotContainPattern("<script[^>]*>[^<]")
                .doesNotContainPattern("\\son[a-z]+=");
        for (Path file : ownFiles()) {
            assertThat(Files.readString(file).replace("http://www.w3.org/2000/svg", ""))
                    .as(file.toString())
                    .doesNotContainPattern(
                            "https?://[a-z]|innerHTML|outerHTML|insertAdjacentHTML|eval\\(|document\\.write");
        }
    }

    private static List<Path> ownFiles() throws IOException {
        try (Stream<Path> files = Files.walk(BUILT)) {
            return files.filter(file -> !file.startsWith(BUILT.resolve("vendor")) && Files.isRegularFile(file))
                    .toList();
        }
    }

    private static String text(String path) throws IOException {
        return new String(ConsolePages.read(path).orElseThrow(() -> new IOException("no " + path)), UTF_8);
    }
}
