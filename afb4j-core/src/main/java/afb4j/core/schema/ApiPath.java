package afb4j.core.schema;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The path of a verb, as OpenAPI writes it: percent-encoded, with a parameter for each part of a glob that
/// stands for other characters.
///
/// @param text such as `/api/radio/tune` or `/api/hello/x-{part1}`
/// @param parameters the names of the parameters in it, in order
record ApiPath(String text, List<String> parameters) {

    private static final Pattern GLOB_PART = Pattern.compile("\\*+|\\?|\\[[^]]*]");

    /// The path of a verb.
    ///
    /// @param isGlob whether the name is a glob
    static ApiPath of(String rootApi, String api, String verb, boolean isGlob) {
        String prefix = rootApi + "/" + encoded(api) + "/";
        if (!isGlob) {
            return new ApiPath(prefix + encoded(verb), List.of());
        }
        StringBuilder text = new StringBuilder(prefix);
        List<String> parameters = new ArrayList<>();
        Matcher part = GLOB_PART.matcher(verb);
        int done = 0;
        while (part.find()) {
            String name = "part" + (parameters.size() + 1);
            text.append(encoded(verb.substring(done, part.start())))
                    .append('{')
                    .append(name)
                    .append('}');
            parameters.add(name);
            done = part.end();
        }
        return new ApiPath(text.append(encoded(verb.substring(done))).toString(), parameters);
    }

    /// The path of any verb of an API.
    static ApiPath open(String rootApi, String api) {
        return new ApiPath(rootApi + "/" + encoded(api) + "/{verb}", List.of("verb"));
    }

    /// Paths that differ in the names of parameters only are the same.
    String template() {
        return text.replaceAll("\\{[^}]*}", "{}");
    }

    private static String encoded(String text) {
        try {
            return new URI("http", "host", "/" + text, null).toASCIIString().substring("http://host/".length());
        } catch (URISyntaxException impossible) { // all characters are quoted
            throw new IllegalArgumentException(text + " cannot be a part of a path", impossible);
        }
    }
}
