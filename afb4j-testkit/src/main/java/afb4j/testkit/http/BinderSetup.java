package afb4j.testkit.http;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How a server has to be started for a recording.
///
/// @param apis        the bindings to load: `hello`, `probe`
/// @param privateApis those of them that nobody may call from outside
/// @param options     long options of the command line of the C binder, each with its values
/// @param files       files in the working directory: path → content
@Immutable
@SuppressWarnings("Immutable") // the compact constructor copies the collections into unmodifiable ones
public record BinderSetup(
        List<String> apis, Set<String> privateApis, Map<String, List<String>> options, Map<String, String> files) {

    /// Copies the collections.
    public BinderSetup {
        apis = List.copyOf(apis);
        privateApis = Set.copyOf(privateApis);
        options = Map.copyOf(options);
        files = Map.copyOf(files);
    }
}
