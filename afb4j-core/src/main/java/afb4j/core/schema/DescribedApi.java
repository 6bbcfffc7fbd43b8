package afb4j.core.schema;

import afb4j.api.Api;
import afb4j.api.Json;

/// An API as far as this binder knows it.
public sealed interface DescribedApi {

    /// Its name here.
    String name();

    /// An API of this process.
    record Local(Api api) implements DescribedApi {

        @Override
        public String name() {
            return api.name();
        }
    }

    /// An API of another binder.
    ///
    /// @param name its name here
    /// @param description what the other binder says of it (W-83), often JSON `null`
    record Remote(String name, Json description) implements DescribedApi {}
}
