package afb4j.api;

import java.lang.reflect.Type;
import java.util.Optional;

/// What a value looks like: that of a Java type, by a schema that is given, or not said. Immutable.
///
/// Making a schema from a Java type needs the library that maps it, which is loaded when a schema is asked for
/// the first time.
public sealed interface Shape permits UnknownShape, NoValue, TypeShape, MembersShape, GivenShape {

    /// Nothing is said about the value.
    static Shape unknown() {
        return UnknownShape.INSTANCE;
    }

    /// There is no value: JSON `null`; for an argument also an object, of which nothing is taken.
    static Shape nothing() {
        return NoValue.INSTANCE;
    }

    /// The value of a Java type. Types that say nothing (`Object`, [Json], [Reply]...) are unknown.
    static Shape of(Type type) {
        return TypeShape.of(type);
    }

    /// The values that fit a JSON schema (draft 2020-12).
    ///
    /// @throws IllegalArgumentException when it is neither an object nor a boolean, or nested too deep
    static Shape given(Json schema) {
        return new GivenShape(schema);
    }

    /// Whether there is a schema.
    default boolean isKnown() {
        return !(this instanceof UnknownShape);
    }

    /// Whether its author wrote the schema.
    default boolean isGiven() {
        return this instanceof GivenShape;
    }

    /// The schema, on its own: what it refers to is inside of it, below `$defs`. Empty when the shape is
    /// unknown.
    ///
    /// @throws JsonException when the Java type cannot be mapped
    default Optional<Json> schema(SchemaUse use) {
        return LoneSchema.of(this, use);
    }
}
