package afb4j.api;

/// Nothing is said about the value.
enum UnknownShape implements Shape {
    INSTANCE
}
