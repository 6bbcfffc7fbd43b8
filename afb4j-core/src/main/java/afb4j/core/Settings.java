package afb4j.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import afb4j.api.Json;
import afb4j.api.JsonKind;
import com.google.errorprone.annotations.Immutable;
import java.util.LinkedHashMap;
import java.util.Map;

/// What an operator sets for APIs (`--set`, http-and-wsj1.md 7.2): values by API and key, those for `*` being
/// for all APIs. Immutable.
@Immutable
public final class Settings {

    /// Nothing set.
    public static final Settings NONE = new Settings(Map.of());

    private static final String ALL = "*";

    @SuppressWarnings("Immutable") // copied, with immutable values
    private final Map<String, Map<String, Json>> byApi;

    private Settings(Map<String, Map<String, Json>> byApi) {
        this.byApi = byApi;
    }

    /// These, with what `spec` sets in addition: `[API]/[KEY]:JSON`, or `{"API":{"KEY":JSON}}`. An empty API
    /// is `*`; an empty key, or `*`, takes the members of the object JSON; a JSON that does not parse is a
    /// text.
    ///
    /// @throws IllegalArgumentException when it has neither form
    public Settings with(String spec) {
        Map<String, Map<String, Json>> merged = new LinkedHashMap<>(byApi);
        if (spec.startsWith("{")) {
            object(parse(spec), spec).forEach((api, values) -> merge(merged, api, object(values, spec)));
        } else {
            int slash = spec.indexOf('/');
            int colon = spec.indexOf(':', slash + 1);
            if (slash < 0 || colon < 0) {
                throw new IllegalArgumentException(
                        "cannot set " + spec + ": expected [API]/[KEY]:VALUE, or {\"API\":{\"KEY\":VALUE}}");
            }
            String key = spec.substring(slash + 1, colon);
            Json value = parse(spec.substring(colon + 1));
            boolean whole = key.isEmpty() || key.equals(ALL);
            merge(merged, spec.substring(0, slash), whole ? object(value, spec) : Map.of(key, value));
        }
        return new Settings(merged);
    }

    private static Json parse(String text) {
        return Json.received(text.getBytes(UTF_8));
    }

    private static Map<String, Json> object(Json value, String spec) {
        if (value.kind() != JsonKind.OBJECT) {
            throw new IllegalArgumentException("cannot set " + spec + ": expected a JSON object of values by key");
        }
        return value.members();
    }

    private static void merge(Map<String, Map<String, Json>> merged, String api, Map<String, Json> values) {
        merged.merge(api.isEmpty() ? ALL : api, values, Settings::overlaid);
    }

    private static Map<String, Json> overlaid(Map<String, Json> below, Map<String, Json> above) {
        Map<String, Json> both = new LinkedHashMap<>(below);
        both.putAll(above);
        return both;
    }

    /// The settings of an API: those for all, overlaid by its own.
    public Json of(String api) {
        return of(api, Map.of());
    }

    /// The settings of an API: those for all, overlaid by its own, overlaid by `further` ones, such as those
    /// of its binding (http-and-wsj1.md 7.3).
    public Json of(String api, Map<String, Json> further) {
        Map<String, Json> set = overlaid(byApi.getOrDefault(ALL, Map.of()), byApi.getOrDefault(api, Map.of()));
        var settings = Json.object();
        overlaid(set, further).forEach(settings::put);
        return settings.build();
    }
}
