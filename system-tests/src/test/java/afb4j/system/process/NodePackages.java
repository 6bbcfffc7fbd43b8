package afb4j.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.system.process.Command.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/// Packages of npm that tests use, as `package-lock.json` names them, beside the scripts and pages that use them.
/// `./verify` installs Node and npm on Debian.
public final class NodePackages {

    /// Where they are.
    public static final Path FOLDER = Path.of("target", "node").toAbsolutePath();

    private static final List<Path> SOURCES = List.of(Path.of("src", "test", "node"), Path.of("src", "test", "page"));

    /// What the conversation of `conversation.mjs` with a binder sees.
    public static final List<String> CONVERSATION = List.of(
            "open",
            "hello/ping [\"success\",[{\"a\":[1,\"é\"]},null,\"ping count=1\"]]",
            "hello/fail failed [\"internal-error\",null]",
            "nope/x failed [\"unknown-api\",null]",
            "hello/eventadd [\"success\",null]",
            "hello/eventsub [\"success\",null]",
            "by name {\"jtype\":\"afb-event\",\"event\":\"hello/news\",\"data\":{\"z\":1}}",
            "by api \"hello/news\"",
            "by star {\"z\":1}",
            "hello/eventpush [\"success\",null]",
            "hello/checktok [\"success\",null]",
            "hello/checktok failed [\"invalid-token\",null]",
            "hello/checktok [\"success\",null]",
            "hello/setctx [\"success\",[{\"kept\":true},null,\"context set\"]]",
            "hello/getctx [\"success\",[{\"kept\":true},null,\"returning the context\"]]",
            "waiting for the end",
            "closed",
            "hello/mutebug failed [\"disconnected\",\"server hung up\"]",
            "open again",
            "hello/ping [\"success\",[2,null,\"ping count=1\"]]");

    private NodePackages() {}

    /// Installs them.
    public static void install() {
        try {
            Files.createDirectories(FOLDER);
            for (Path source : SOURCES) {
                copy(source);
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        Outcome installed =
                Command.runProgram(List.of("npm", "--prefix", FOLDER.toString(), "ci", "--no-audit", "--no-fund"), "");
        assertThat(installed.code())
                .as("npm ci: %s%s", installed.stdout(), installed.stderr())
                .isZero();
    }

    private static void copy(Path source) throws IOException {
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
