package afb4j.server.http.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where a request wants to go below a root: the names of folders and at last of a file, with nothing
/// left in
/// them that could climb. Whatever it is resolved against is above it, as far as names tell; links are
/// the
/// affair of [FileRoot].
///
/// @param names each not empty, neither `.` nor `..`, without slash, backslash and control character
/// @param isFolder whether the path ended with a slash: it means a folder, not a file
record FilePath(List<String> names, boolean isFolder) {

    FilePath {
        names = List.copyOf(names);
    }

    /// Reads a path that was percent-decoded once. Empty names and `.` are skipped, `..` goes back one
    /// name;
    /// what goes back beyond the start is not a path, nor what holds a backslash or a control character
    /// (P18).
    ///
    /// @param path with or without a slash at the start
    static Optional<FilePath> parse(String path) {
        if (!path.chars().allMatch(FilePath::isHarmless)) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        String last = "";
        for (String name : path.split("/", -1)) {
            last = name;
            if (name.equals("..")) {
                if (names.isEmpty()) {
                    return Optional.empty();
                }
                names.removeLast();
            } else if (!isHere(name)) {
                names.add(name);
            }
        }
        boolean isFolder = !path.isEmpty() && (isHere(last) || last.equals(".."));
        return Optional.of(new FilePath(names, isFolder));
    }

    private static boolean isHere(String name) {
        return name.isEmpty() || name.equals(".");
    }

    private static boolean isHarmless(int character) {
        return character >= ' ' && character != 0x7F && character != '\\';
    }

    /// The same names below another one.
    FilePath below(String... folders) {
        List<String> all = new ArrayList<>(List.of(folders));
        all.addAll(names);
        return new FilePath(all, isFolder);
    }

    /// The names with a slash before each, percent-encoded: part of an URL that means this path and
    /// nothing
    /// else, whatever the names are.
    String encoded() {
        return names.isEmpty() ? "" : "/" + PercentEncoding.path(String.join("/", names));
    }
}
