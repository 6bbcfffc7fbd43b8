package afb4j.server.http.file;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file in the form in which one client gets it.
///
/// @param path of the bytes that are sent, without links: below the root, whatever happens to links
///     afterwards
/// @param state of that file
/// @param type value of `Content-Type`
/// @param coding the bytes are in, if any
/// @param vary value of `Vary`: by which headers another client could get another form; may be empty
record Representation(
        Path path, FileState state, String type, @Nullable Coding coding, String vary) {

    /// A file as it is.
    static Representation plain(Path path, FileState state) {
        return new Representation(path, state, MediaTypes.of(String.valueOf(path.getFileName())), null, "");
    }

    /// This file by the bytes of another one.
    Representation codedAs(Representation other, Coding by) {
        return new Representation(other.path, other.state, type, by, vary);
    }

    /// The same, of which other clients may get other forms.
    Representation varying(String headers) {
        return new Representation(path, state, type, coding, headers);
    }

    /// Its validator. A file and what was made of it are two files, so they have two.
    EntityTag tag() {
        return state.tag();
    }

    /// In bytes.
    long size() {
        return state.size();
    }
}
