package afb4j.server.http.file;

/// What a [FileRoot] has at a path.
sealed interface Found {

    /// Nothing that may be served.
    record Missing() implements Found {}

    /// A folder that was asked for without the slash at the end.
    record Folder() implements Found {}

    /// Something that must not be read, or is no file.
    record Forbidden() implements Found {}

    /// A file.
    record File(Representation representation) implements Found {}
}
