package afb4j.server.http.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// Any path stays below its root, and any header about files is read or ignored.
class FilePathFuzzTest {

    private static final Path ROOT = Path.of("/root/of/files");

    @FuzzTest
    void staysBelowItsRoot(byte[] input) {
        FilePath.parse(new String(input, UTF_8)).ifPresent(path -> {
            assertThat(below(path).startsWith(ROOT)).isTrue();
            assertThat(path.names())
                    .allSatisfy(name -> assertThat(name)
                            .isNotEmpty()
                            .isNotIn(".", "..")
                            .doesNotContain("/", "\\", "\0", "\r", "\n"));
            assertThat(path.encoded()).matches("(/[A-Za-z0-9%._~!$&'()*+,;=:@-]+)*");
        });
    }

    private static Path below(FilePath path) {
        try {
            Path all = ROOT;
            for (String name : path.names()) {
                all = all.resolve(name);
            }
            return all.normalize();
        } catch (InvalidPathException _) { // a name that no file has
            return ROOT;
        }
    }

    @FuzzTest
    void readsAnyHeader(byte[] bytes) {
        String input = new String(bytes, UTF_8);
        assertThat(LanguageTags.folders(input))
                .hasSizeLessThanOrEqualTo(LanguageTags.MAX_FOLDERS)
                .allMatch(folder -> folder.matches("[a-z0-9-]+"));
        assertThat(Coding.acceptedBy(input)).doesNotHaveDuplicates();
        EntityTag tag = new EntityTag("\"a\"");
        assertThat(tag.isInStrongly(input) && !tag.isInWeakly(input)).isFalse();
        new Conditions(input, input, input, input, input).on(tag, 0, 0);
        if (ByteRanges.parse(input, 10) instanceof ByteRanges.Parts(List<ByteRange> ranges)) {
            assertThat(ranges)
                    .hasSizeBetween(1, ByteRanges.MAX_RANGES)
                    .allMatch(range ->
                            range.offset() >= 0 && range.length() > 0 && range.offset() + range.length() <= 10);
        }
    }
}
