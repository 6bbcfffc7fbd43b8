package afb4j.server.http.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A root has the files below its folder and no others (http-and-wsj1.md 5, P17, P18, P21).
final class FileRootTest {

    @TempDir
    Path work;

    private Path www;
    private FileRoot root;

    @BeforeEach
    void makeFiles() throws IOException {
        www = Files.createDirectories(work.resolve("www"));
        write("www/index.html", "index");
        write("www/a.txt", "plain");
        write("www/sub/index.html", "sub index");
        write("www/noindex/x.txt", "x");
        write("www/locales/fr/a.txt", "fr a");
        write("www/locales/fr/sub/x.txt", "fr x");
        write("www/locales/en-us/a.txt", "en-us a");
        write("secret.txt", "secret");
        root = new FileRoot(www);
    }

    private Path write(String name, String text) throws IOException {
        Path path = work.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private Found find(String path, String... languages) throws IOException {
        return root.find(FilePath.parse(path).orElseThrow(), List.of(languages));
    }

    private String text(String path, String... languages) throws IOException {
        return find(path, languages) instanceof Found.File(Representation file)
                ? Files.readString(file.path())
                : "nothing";
    }

    @ParameterizedTest
    @CsvSource({
        "/, index",
        "/index.html, index",
        "/a.txt, plain",
        "/sub/, sub index",
        "/noindex/x.txt, x",
        "/sub/../a.txt, plain"
    })
    void hasItsFilesAndTheIndexOfFolders(String path, String text) throws IOException {
        assertThat(text(path)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/zzz",
                "/zzz/",
                "/noindex/",
                "/A.TXT",
                "/a.txt/",
                "/a.txt/b",
                "/sub/index.html/",
                "/%2e%2e/secret.txt"
            })
    void hasNothingElse(String path) throws IOException { // P17
        assertThat(find(path)).isEqualTo(new Found.Missing());
    }

    @Test
    void tellsAFolderThatWasAskedForWithoutItsSlash() throws IOException {
        assertThat(find("/sub")).isEqualTo(new Found.Folder());
        assertThat(find("/noindex")).isEqualTo(new Found.Folder());
        assertThat(find("")).isEqualTo(new Found.Folder());
    }

    @Test
    void aNameTooLongForTheDiskIsNotThere() throws IOException {
        assertThat(find("/" + "x".repeat(300))).isEqualTo(new Found.Missing());
        assertThat(find("/x".repeat(5000))).isEqualTo(new Found.Missing());
    }

    @Test
    void linksAreFollowedWithinTheRootOnly() throws IOException { // P18
        Files.createSymbolicLink(www.resolve("inside"), www.resolve("a.txt"));
        Files.createSymbolicLink(www.resolve("outside"), work.resolve("secret.txt"));
        Files.createSymbolicLink(www.resolve("relative"), Path.of("../secret.txt"));
        Files.createSymbolicLink(www.resolve("up"), work);
        Files.createSymbolicLink(www.resolve("circle"), www.resolve("circle"));
        Files.createSymbolicLink(www.resolve("dangling"), www.resolve("gone"));
        Files.createDirectory(www.resolve("linked"));
        Files.createSymbolicLink(www.resolve("linked/index.html"), work.resolve("secret.txt"));

        assertThat(text("/inside")).isEqualTo("plain");
        for (String path :
                List.of("/outside", "/relative", "/up/secret.txt", "/up/", "/up", "/circle", "/dangling", "/linked/")) {
            assertThat(find(path)).as(path).isEqualTo(new Found.Missing());
        }
        assertThat(text("/up/www/a.txt")).as("out, and in again").isEqualTo("plain");
    }

    @Test
    void aNeighbourWhoseNameBeginsAlikeIsOutside() throws IOException { // P18
        write("www-secret/a.txt", "secret");
        Files.createSymbolicLink(www.resolve("neighbour"), work.resolve("www-secret"));

        assertThat(find("/neighbour/a.txt")).isEqualTo(new Found.Missing());
    }

    @Test
    void whatIsNoFileMayNotBeRead() throws Exception {
        Path pipe = www.resolve("pipe");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();

        assertThat(find("/pipe")).isEqualTo(new Found.Forbidden());
    }

    @Test
    void mayBeALinkThatIsSwitchedOver() throws IOException {
        write("next/a.txt", "next");
        Path link = Files.createSymbolicLink(work.resolve("current"), www);
        root = new FileRoot(link);
        assertThat(text("/a.txt")).isEqualTo("plain");

        Files.delete(link);
        Files.createSymbolicLink(link, work.resolve("next"));

        assertThat(text("/a.txt")).isEqualTo("next");
    }

    @Test
    void isEmptyWithoutItsFolderOrWhenThatIsAFile() throws IOException {
        root = new FileRoot(work.resolve("absent"));
        assertThat(root.isThere()).isFalse();
        assertThat(find("/a.txt")).isEqualTo(new Found.Missing());

        root = new FileRoot(work.resolve("secret.txt"));
        assertThat(root.isThere()).isFalse();
        assertThat(find("/")).isEqualTo(new Found.Missing());
    }

    @Test
    void looksIntoTheFoldersOfLanguagesFirst() throws IOException { // vector static-locale
        assertThat(root.hasLocales()).isTrue();
        assertThat(text("/a.txt", "fr")).isEqualTo("fr a");
        assertThat(text("/a.txt", "de", "fr", "en-us")).isEqualTo("fr a");
        assertThat(text("/a.txt", "en-us", "fr", "en")).isEqualTo("en-us a");
        assertThat(text("/a.txt", "en")).isEqualTo("plain");
        assertThat(text("/sub/x.txt", "fr")).isEqualTo("fr x");
        assertThat(text("/", "fr")).isEqualTo("index");
        assertThat(text("/locales/fr/a.txt", "fr")).isEqualTo("fr a");
    }

    @Test
    void knowsWhatWasMadeOfAFileUnlessItIsOlder() throws IOException {
        Path coded = write("www/a.txt.gz", "packed");
        Representation file = ((Found.File) find("/a.txt")).representation();
        Instant changed = Instant.ofEpochSecond(file.state().modifiedSeconds());

        Files.setLastModifiedTime(coded, FileTime.from(changed));
        assertThat(root.sibling(file, Coding.GZIP)).isInstanceOf(Found.File.class);
        Files.setLastModifiedTime(coded, FileTime.from(changed.minusSeconds(1)));
        assertThat(root.sibling(file, Coding.GZIP)).isEqualTo(new Found.Missing());
        assertThat(root.sibling(file, Coding.BROTLI)).isEqualTo(new Found.Missing());
    }

    @Test
    void whatWasMadeOfAFileIsNoLinkToTheOutside() throws IOException { // P18
        Files.createSymbolicLink(www.resolve("a.txt.br"), work.resolve("secret.txt"));
        Representation file = ((Found.File) find("/a.txt")).representation();

        assertThat(root.sibling(file, Coding.BROTLI)).isEqualTo(new Found.Missing());
    }

    @Test
    void filesAndTheirStatesHaveTagsOfTheirOwn() throws IOException {
        Path first = write("www/1.txt", "same");
        Path second = write("www/2.txt", "same");
        FileTime time = Files.getLastModifiedTime(first);
        Files.setLastModifiedTime(second, time);
        EntityTag before = FileState.read(first).tag();

        assertThat(FileState.read(second).tag()).isNotEqualTo(before);
        assertThat(FileState.read(first).tag()).isEqualTo(before);
        assertThat(before.text()).matches("\"[0-9a-f]+-[0-9a-f]+\"");
        Files.setLastModifiedTime(first, FileTime.from(time.toInstant().plusNanos(1_000_000)));
        assertThat(FileState.read(first).tag()).isNotEqualTo(before);
    }
}
