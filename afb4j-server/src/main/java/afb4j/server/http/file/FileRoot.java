package afb4j.server.http.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A folder whose files are served, and the only ones: a link that leads out of it leads nowhere (P18).
///
/// **How a path stays below.** A [FilePath] has no name that climbs. What its names lead to is resolved
/// by the
/// file system, links included, and only taken if it is below the folder, resolved likewise. That path
/// without
/// links is what is opened, so a link that is changed in between changes nothing.
///
/// The folder is resolved at each search: it may come later, and it may be a link that is switched over
/// from
/// one release to the next.
///
/// All methods block.
final class FileRoot {

    private static final String INDEX = "index.html";
    private static final String LOCALES = "locales";

    private final Path folder;

    FileRoot(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /// Whether the folder is there.
    boolean isThere() {
        return Files.isDirectory(folder);
    }

    /// Whether files may differ by language.
    boolean hasLocales() {
        return Files.isDirectory(folder.resolve(LOCALES));
    }

    /// What is to be served at a path: the first that is there of the files in the folders of languages
    /// and
    /// the file itself; for a folder, its `index.html`. There are no listings.
    ///
    /// @param languages names of folders below `locales`, the best first
    Found find(FilePath path, List<String> languages) throws IOException {
        Path root;
        try {
            root = folder.toRealPath();
        } catch (FileSystemException _) {
            return new Found.Missing(); // no folder, no files
        }
        List<FilePath> candidates = new ArrayList<>();
        languages.forEach(language -> candidates.add(path.below(LOCALES, language)));
        candidates.add(path);
        for (FilePath candidate : candidates) {
            Found found = at(root, candidate);
            if (!(found instanceof Found.Missing)) {
                return found;
            }
        }
        return new Found.Missing();
    }

    private static Found at(Path root, FilePath path) throws IOException {
        Found found = named(root, path.names());
        if (found instanceof Found.Folder && path.isFolder()) {
            List<String> index = new ArrayList<>(path.names());
            index.add(INDEX);
            Found page = named(root, index);
            return page instanceof Found.Folder ? new Found.Missing() : page;
        }
        return found instanceof Found.File && path.isFolder() ? new Found.Missing() : found;
    }

    private static Found named(Path root, List<String> names) throws IOException {
        try {
            Path path = root;
            for (String name : names) {
                path = path.resolve(name);
            }
            Path real = path.toRealPath();
            return real.startsWith(root) ? look(real) : new Found.Missing();
        } catch (AccessDeniedException _) {
            return new Found.Forbidden();
        } catch (InvalidPathException | FileSystemException _) {
            // a name that this file system cannot have, is too long, leads through a file, or in circles
            return new Found.Missing();
        }
    }

    private static Found look(Path real) throws IOException {
        FileState state = FileState.read(real);
        return switch (state.kind()) {
            case FILE -> new Found.File(Representation.plain(real, state));
            case FOLDER -> new Found.Folder();
            case SPECIAL -> new Found.Forbidden();
        };
    }

    /// The file made of `file` in a coding, if there is one that is no older: an old one would show what
    /// the
    /// file no longer says.
    Found sibling(Representation file, Coding coding) throws IOException {
        Path root = folder.toRealPath();
        Path name = file.path().resolveSibling(file.path().getFileName() + coding.suffix());
        List<String> names = new ArrayList<>();
        root.relativize(name).forEach(part -> names.add(part.toString()));
        Found found = name.startsWith(root) ? named(root, names) : new Found.Missing();
        boolean isCurrent = found instanceof Found.File(Representation sibling)
                && sibling.state().modifiedSeconds() >= file.state().modifiedSeconds();
        return isCurrent ? found : new Found.Missing();
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
