package afb4j.core;

import afb4j.api.Data;
import afb4j.api.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an API calls: a verb of an API of the binder, with its argument.
///
/// @param api its name or an alias
/// @param verb free text
/// @param argument a [Data], or anything [Json#of(Object)] maps
record CallTarget(String api, String verb, @Nullable Object argument) {

    List<Data> arguments() {
        return List.of(argument instanceof Data data ? data : Json.of(argument));
    }
}
