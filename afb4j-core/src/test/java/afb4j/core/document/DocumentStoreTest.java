package afb4j.core.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import afb4j.api.Json;
import afb4j.core.document.DocumentException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DocumentStoreTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Json TUNING = Json.object().put("frequency", 98.5).build();
    private static final Json INFO =
            Json.object().put("jtype", "AFB_infos").put("by", "me").build();

    @TempDir
    Path root;

    private DocumentStore store;

    @BeforeEach
    void openStore() {
        store = DocumentStore.open(root, () -> NOW);
    }

    @Test
    void makesItsDirectories() { // S-80
        Path deep = root.resolve("deep/er");

        DocumentStore.open(deep).save("radio", "tuning", TUNING);

        assertThat(deep.resolve("radio/tuning.afb")).isRegularFile();
    }

    @Test
    void makesTheDirectoryOfAnApiOnDemandOnly() { // S-80
        store.list("radio");
        store.load("radio", "tuning");
        store.current("radio");

        assertThat(root).isEmptyDirectory();
    }

    @Test
    void refusesADirectoryThatIsNotWritable() throws IOException { // S-80
        Path file = Files.createFile(root.resolve("file"));

        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> DocumentStore.open(file))
                .withMessageContaining("the directory of documents " + file + " is not writable");
    }

    @Test
    void leavesNothingBehindByTheCheck() { // S-80
        assertThat(root).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "..", "...", "../x", "a/b", ".hid", "a\\b", "a b"})
    void refusesNamesThatNoApiWithDocumentsHas(String api) { // S-80, S-86
        assertThat(refusal(() -> store.list(api))).isEqualTo(Reason.REFUSED);
        assertThat(refusal(() -> store.save(api, "name", TUNING))).isEqualTo(Reason.REFUSED);
        assertThat(root).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                ".hidden",
                "../other/x",
                "/etc/passwd",
                "a/b",
                "a\\b",
                "a\0b",
                "a\nb",
                "active-session"
            })
    void refusesNamesThatAreNone(String name) { // S-86, B-32
        assertThat(refusal(() -> store.load("radio", name))).isEqualTo(Reason.REFUSED);
        assertThat(refusal(() -> store.save("radio", name, TUNING))).isEqualTo(Reason.REFUSED);
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void refusesNamesOfMoreThan200Bytes() { // S-86, B-32
        store.save("radio", "\u00e9".repeat(100), TUNING);

        assertThat(refusal(() -> store.save("radio", "\u00e9".repeat(101), TUNING)))
                .isEqualTo(Reason.REFUSED);
    }

    @Test
    void listsNamesAndDates() throws IOException { // S-81
        store.save("radio", "b", TUNING);
        store.save("radio", "a", TUNING);
        store.save("media", "c", TUNING);
        Files.setLastModifiedTime(root.resolve("radio/a.afb"), FileTime.from(NOW));

        List<DocumentEntry> entries = store.list("radio");

        assertThat(entries).extracting(DocumentEntry::name).containsExactly("a", "b");
        assertThat(entries.getFirst().modified()).isEqualTo(NOW);
    }

    @Test
    void listsNothingWhereThereIsNothing() { // S-81
        assertThat(store.list("radio")).isEmpty();
    }

    @Test
    void listsNeitherLinksNorOtherFiles() throws IOException { // S-81, B-32
        store.save("radio", "tuning", TUNING); // makes the link to the current one
        Path directory = root.resolve("radio");
        Files.createFile(directory.resolve("x.afb.bak"));
        Files.createFile(directory.resolve("my.afbx"));
        Files.createFile(directory.resolve(".afb"));
        Files.createDirectory(directory.resolve("dir.afb"));
        Files.createSymbolicLink(directory.resolve("link.afb"), Path.of("tuning.afb"));

        assertThat(store.list("radio")).extracting(DocumentEntry::name).containsExactly("tuning");
    }

    @Test
    void loadsWhatWasSaved() { // S-82, S-83
        Json saved = store.save("radio", "tuning", TUNING);

        assertThat(saved)
                .isEqualTo(Json.object()
                        .put("frequency", 98.5)
                        .put("jtype", "AFB_session")
                        .put("timestamp", "2026-03-01T10:00:00Z") // B-32: no newline
                        .build());
        assertThat(store.load("radio", "tuning")).contains(saved);
        assertThat(store.load("radio", "other")).isEmpty();
        assertThat(store.load("media", "tuning")).isEmpty();
    }

    @Test
    void embedsAnInfo() { // S-83
        Json saved = store.save("radio", "tuning", TUNING, INFO);

        assertThat(saved.member("info")).contains(INFO);
        assertThat(store.load("radio", "tuning")).contains(saved);
    }

    @Test
    void refusesAnInfoOfAnotherTypeAndLeavesTheOldDocument() { // S-83
        Json saved = store.save("radio", "tuning", TUNING);
        for (Json info : List.of(
                Json.NULL,
                Json.array(1),
                Json.object().build(),
                Json.object().put("jtype", "AFB_info").build(),
                Json.object().put("jtype", 1).build())) {
            assertThat(refusal(() -> store.save("radio", "tuning", Json.object().build(), info)))
                    .isEqualTo(Reason.REFUSED);
        }
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> store.save("radio", "tuning", TUNING, TUNING))
                .withMessage("the document tuning of radio: expected an info of jtype AFB_infos, got no jtype");

        assertThat(store.load("radio", "tuning")).contains(saved);
    }

    @Test
    void refusesContentThatIsNoObjectOrTooBig() { // S-83
        Json big =
                Json.object().put("text", "x".repeat(DocumentStore.MAX_BYTES)).build();

        assertThat(refusal(() -> store.save("radio", "tuning", Json.array(1)))).isEqualTo(Reason.REFUSED);
        assertThat(refusal(() -> store.save("radio", "tuning", big))).isEqualTo(Reason.REFUSED);
        assertThat(store.list("radio")).isEmpty();
    }

    @Test
    void refusesMoreDocumentsThanThereMayBe() throws IOException {
        Path directory = Files.createDirectory(root.resolve("radio"));
        for (int i = 0; i < DocumentStore.MAX_DOCUMENTS; i++) {
            Files.createFile(directory.resolve("d" + i + ".afb"));
        }

        assertThat(refusal(() -> store.save("radio", "new", TUNING))).isEqualTo(Reason.REFUSED);
        store.save("radio", "d7", TUNING);
        assertThat(store.list("radio")).hasSize(DocumentStore.MAX_DOCUMENTS);
    }

    @Test
    void saysWhatItFoundInsteadOfADocument() throws IOException { // S-82
        Files.createDirectory(root.resolve("radio"));

        assertThat(failureOf("{\"jtype\":\"other\"}"))
                .isEqualTo("the document x of radio: expected an object of jtype AFB_session, found jtype \"other\"");
        assertThat(failureOf("{}")).endsWith("found no jtype");
        assertThat(failureOf("[1]")).endsWith("found an array");
        assertThat(failureOf("{\"jtype\":")).startsWith("the document x of radio is not JSON: line 1, column 10");
        assertThat(failureOf(" ".repeat(DocumentStore.MAX_BYTES + 1)))
                .isEqualTo("the document x of radio has 4194305 bytes, expected 4194304 at most");
        assertThat(store.current("radio")).isEmpty();
    }

    private String failureOf(String content) throws IOException {
        Files.writeString(root.resolve("radio/x.afb"), content);
        DocumentException failure = catchThrowableOfType(DocumentException.class, () -> store.load("radio", "x"));
        assertThat(failure.reason()).isEqualTo(Reason.UNREADABLE);
        return failure.getMessage();
    }

    @Test
    void makesWhatIsLoadedOrSavedByNameTheCurrentOne() { // S-84
        assertThat(store.current("radio")).isEmpty();

        Json first = store.save("radio", "first", TUNING);
        assertThat(store.current("radio")).contains("first");
        assertThat(store.load("radio", "current-session")).contains(first);

        store.save("radio", "second", Json.object().build());
        assertThat(store.current("radio")).contains("second");

        store.load("radio", "first");
        assertThat(store.current("radio")).contains("first");

        store.load("radio", "missing");
        assertThat(store.current("radio")).contains("first");
        assertThat(root.resolve("radio/active-session.afb")).isSymbolicLink().hasFileName("active-session.afb");
        assertThat(store.current("media")).isEmpty();
    }

    @Test
    void savesTheCurrentOneWithoutMovingTheLink() { // S-84
        store.save("radio", "first", TUNING);
        store.save("radio", "second", TUNING);

        Json saved =
                store.save("radio", "current-session", Json.object().put("n", 2).build());

        assertThat(store.load("radio", "second")).contains(saved);
        assertThat(root.resolve("radio/active-session.afb")).isSymbolicLink();
        assertThat(store.list("radio")).hasSize(2);
    }

    @Test
    void hasNoCurrentOneBeforeOneWasNamed() { // S-84
        assertThat(store.load("radio", "current-session")).isEmpty();

        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> store.save("radio", "current-session", TUNING))
                .withMessage("there is no current document of radio: load or save one by its name first");
    }

    @Test
    void understandsAFileInPlaceOfTheLink() throws IOException { // S-84
        Json saved = store.save("radio", "first", TUNING);
        Files.delete(root.resolve("radio/active-session.afb"));
        Files.writeString(root.resolve("radio/active-session.afb"), "first");

        assertThat(store.load("radio", "current-session")).contains(saved);
        store.save("radio", "second", TUNING);
        assertThat(store.current("radio")).contains("second");
    }

    @Test
    void followsNoLinkOutOfTheDirectory() throws IOException { // S-86, B-32
        Path outside = Files.writeString(root.resolve("outside.afb"), "{\"jtype\":\"AFB_session\",\"secret\":1}");
        Path directory = Files.createDirectory(root.resolve("radio"));
        Files.createSymbolicLink(directory.resolve("x.afb"), outside);
        Files.createSymbolicLink(directory.resolve("active-session.afb"), Path.of("../outside.afb"));

        assertThat(store.load("radio", "x")).isEmpty();
        assertThat(store.load("radio", "current-session")).isEmpty();

        store.save("radio", "x", TUNING);
        assertThat(outside).content().contains("secret");
        assertThat(store.load("radio", "x").orElseThrow().member("frequency")).isPresent();
    }

    @Test
    void leavesNothingAside() throws IOException { // S-86
        store.save("radio", "tuning", TUNING);
        store.save("radio", "tuning", TUNING);
        Path directory = root.resolve("radio");
        Files.createFile(directory.resolve(".aside-" + ProcessHandle.current().pid() + "-7"));
        Files.createFile(directory.resolve(".aside-999999999-7"));
        Files.createFile(directory.resolve(".aside-x"));

        DocumentStore.open(root);

        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("tuning.afb", "active-session.afb", ".aside-x");
        }
    }

    @Test
    void saysWhatTheDiskSays() throws IOException {
        Files.createFile(root.resolve("radio")); // where the directory is to be

        DocumentException failure =
                catchThrowableOfType(DocumentException.class, () -> store.save("radio", "tuning", TUNING));

        assertThat(failure.reason()).isEqualTo(Reason.FAILED);
        assertThat(failure).hasMessageContaining("the document tuning of radio: ");
    }

    private static Reason refusal(ThrowingCallable work) {
        return catchThrowableOfType(DocumentException.class, work).reason();
    }
}
