package afb4j.server.http.rest;

import afb4j.server.http.Route;
import java.util.Optional;

/// What is called, as the path says.
record Target(String api, String verb) {

    /// Reads `API/VERB`. Runs of slashes between them count as one; all behind them is the verb. Empty where
    /// one of them is missing.
    static Optional<Target> parse(String path) {
        int slash = path.indexOf('/');
        if (slash <= 0) {
            return Optional.empty();
        }
        String api = path.substring(0, slash);
        String verb = Route.rest(path, api);
        return verb.isEmpty() ? Optional.empty() : Optional.of(new Target(api, verb));
    }
}
