package afb4j.core.schema;

import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.Json;
import afb4j.api.JsonException;
import afb4j.api.SchemaUse;
import afb4j.api.Schemas;
import afb4j.api.Shape;
import java.util.Optional;
import java.util.function.Supplier;

/// The schema of a shape in a description: none for a type that cannot be mapped, which the log tells, so that
/// the rest can be described.
final class ShapeSchema {

    private static final System.Logger LOGGER = System.getLogger(ShapeSchema.class.getName());

    private ShapeSchema() {}

    /// A schema that refers to nothing outside. `place` is a verb or an event, for the log.
    static Optional<Json> alone(String place, Shape shape, SchemaUse use) {
        return orLogged(place, () -> shape.schema(use));
    }

    /// A schema of a document.
    static Optional<Json> in(Schemas document, String place, Shape shape, SchemaUse use) {
        String name = place.replaceAll("[^A-Za-z0-9_-]", ".") + (use == SchemaUse.INPUT ? ".input" : ".output");
        return orLogged(place, () -> document.of(name, shape, use));
    }

    private static Optional<Json> orLogged(String place, Supplier<Optional<Json>> schema) {
        try {
            return schema.get();
        } catch (JsonException unmappable) {
            LOGGER.log(WARNING, "{0} is described without a schema: {1}", place, unmappable.getMessage());
            return Optional.empty();
        }
    }
}
