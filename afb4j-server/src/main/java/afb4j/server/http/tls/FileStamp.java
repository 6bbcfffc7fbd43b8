package afb4j.server.http.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// Enough of a file to tell that it was replaced or written to.
///
/// @param text of its attributes; empty when it is not there
record FileStamp(String text) {

    /// Looks at a file, behind links. Blocks.
    static FileStamp of(Path path) {
        try {
            BasicFileAttributes all = Files.readAttributes(path, BasicFileAttributes.class);
            return new FileStamp(all.lastModifiedTime() + " " + all.size() + " " + all.fileKey());
        } catch (IOException _) { // whoever opens it says why not
            return new FileStamp("");
        }
    }
}
