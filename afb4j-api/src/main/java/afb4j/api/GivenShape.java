package afb4j.api;

/// A schema that is given.
record GivenShape(Json schema) implements Shape {

    /// Documents have it some levels deep, and a JSON value 32 at most.
    private static final int MAX_DEPTH = 22;

    GivenShape {
        if (schema.kind() != JsonKind.OBJECT && schema.kind() != JsonKind.BOOLEAN) {
            throw new IllegalArgumentException(
                    "a schema is an object, or true or false, but " + schema.compact() + " was given");
        }
        if (depth(schema) > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "a schema may be nested " + MAX_DEPTH + " deep, but one that is " + depth(schema) + " was given");
        }
    }

    private static int depth(Json value) {
        return switch (value.kind()) {
            case ARRAY ->
                1 + value.elements().stream().mapToInt(GivenShape::depth).max().orElse(0);
            case OBJECT ->
                1
                        + value.members().values().stream()
                                .mapToInt(GivenShape::depth)
                                .max()
                                .orElse(0);
            case NULL, BOOLEAN, NUMBER, STRING -> 0;
        };
    }
}
