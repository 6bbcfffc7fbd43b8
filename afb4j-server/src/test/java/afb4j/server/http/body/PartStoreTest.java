package afb4j.server.http.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.api.Json;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Parts become texts and files (http-and-wsj1.md 1.3, P3, P4).
final class PartStoreTest {

    @TempDir
    Path folder;

    private UploadFolder uploads;
    private PartStore store;

    @BeforeEach
    void open() {
        uploads = UploadFolder.open(folder, 100);
        store = new PartStore(uploads, 20);
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.wrappedBuffer(text.getBytes(UTF_8));
    }

    private void part(String name, Optional<String> fileName, String... pieces) throws FormException {
        store.onPart(new PartHead(name, fileName));
        for (String piece : pieces) {
            store.onPiece(bytes(piece));
        }
        store.onPartEnd();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void textsAreStringsAndFilesAreNameAndPath() throws Exception {
        part("a", Optional.empty(), "v", "ä");
        part("f", Optional.of("x.txt"), "con", "tent");

        Form form = store.form();

        Path path = files().getFirst();
        assertThat(form.members().get("a")).isEqualTo(Json.of("vä"));
        assertThat(form.members().get("f"))
                .isEqualTo(Json.object()
                        .put("file", Json.of("x.txt"))
                        .put("path", Json.of(path.toString()))
                        .build());
        assertThat(path).hasContent("content");
        assertThat(form.fields())
                .containsExactly(new FormField.Text("a", "vä"), new FormField.File("f", "x.txt", path));
    }

    @Test
    void theLastFieldOfANameCounts() throws FormException { // P3
        part("a", Optional.empty(), "1");
        part("b", Optional.empty(), "2");
        part("a", Optional.empty(), "3");

        Form form = store.form();

        assertThat(form.members()).containsEntry("a", Json.of("3")).containsEntry("b", Json.of("2"));
    }

    @Test
    void filesHaveNamesOfChanceAndAreReadByTheirOwnerOnly() throws Exception {
        part("f", Optional.of("x.txt"), "1");
        part("f", Optional.of("x.txt"), "2");

        assertThat(files()).hasSize(2).allSatisfy(path -> {
            assertThat(path.getFileName().toString()).matches("[A-Za-z0-9]{20}");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
        });
    }

    @Test
    void aFileIsHiddenUntilItIsComplete() throws Exception {
        store.onPart(new PartHead("f", Optional.of("x.txt")));
        store.onPiece(bytes("con"));

        assertThat(files())
                .singleElement()
                .satisfies(path -> assertThat(path.getFileName().toString())
                        .startsWith(".")
                        .endsWith(".part"));
    }

    @Test
    void filesAreDeletedWhenTheFormIsClosedUnlessTheyWereMoved() throws Exception {
        part("f", Optional.of("x.txt"), "1");
        part("g", Optional.of("y.txt"), "2");
        Form form = store.form();
        Path kept = folder.resolve("kept");
        Files.move(((FormField.File) form.fields().getFirst()).path(), kept);

        form.close();
        form.close();

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> files().equals(List.of(kept)));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> uploads.heldBytes() == 0);
    }

    @Test
    void nothingIsLeftOfAFormThatIsDiscarded() throws Exception {
        part("f", Optional.of("x.txt"), "1");
        store.onPart(new PartHead("g", Optional.of("y.txt")));
        store.onPiece(bytes("half"));

        store.discard();

        assertThat(files()).isEmpty();
        assertThat(uploads.heldBytes()).isZero();
    }

    @Test
    void textsTogetherHaveABound() throws FormException {
        part("a", Optional.empty(), "x".repeat(20));
        store.onPart(new PartHead("b", Optional.empty()));

        assertThatThrownBy(() -> store.onPiece(bytes("x")))
                .isInstanceOf(FormException.class)
                .hasMessageContaining("longer than 20 bytes");
    }

    @Test
    void filesOfAllFormsTogetherHaveABound() throws FormException {
        part("f", Optional.of("x.txt"), "x".repeat(100));
        PartStore other = new PartStore(uploads, 20);
        other.onPart(new PartHead("f", Optional.of("x.txt")));

        assertThatThrownBy(() -> other.onPiece(bytes("x")))
                .isInstanceOf(FormException.class)
                .hasMessageContaining("more than 100 bytes")
                .extracting(thrown -> ((FormException) thrown).status().code())
                .isEqualTo(507);
        store.discard();
        assertThat(uploads.heldBytes()).isZero();
    }
}
