package afb4j.api;

/// There is no value.
enum NoValue implements Shape {
    INSTANCE
}
