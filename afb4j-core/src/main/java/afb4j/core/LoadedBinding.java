package afb4j.core;

import afb4j.api.Api;
import afb4j.api.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the bindings of one [BindingSpec] have brought. Immutable.
///
/// @param apis their APIs
/// @param settings what each of these APIs sees among its settings besides what is set for it
///     (http-and-wsj1.md 7.3): `binding-path`, `path`, and the members of the configuration if it is an
///     object, in this order
public record LoadedBinding(List<Api> apis, Map<String, Json> settings) {

    /// Copies both.
    public LoadedBinding {
        apis = List.copyOf(apis);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}
