package afb4j.core.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import afb4j.api.Names;
import afb4j.core.document.DocumentException.Reason;

/// What documents and their directories may be called (S-80, S-86): names are names, never paths.
final class DocumentNames {

    /// Stands for the document that was loaded or saved last by its name (S-84).
    static final String CURRENT = "current-session";

    /// The name of the link that designates it; no document is called so.
    static final String LINK = "active-session";

    static final String SUFFIX = ".afb";

    private static final int MIN_API_NAME = 3;
    private static final int MAX_BYTES = 200;

    private DocumentNames() {}

    static String requireApi(String api) {
        if (api.length() < MIN_API_NAME) {
            throw refused("the API \"" + api + "\" has " + api.length() + " characters, those with documents have "
                    + MIN_API_NAME + " or more");
        }
        if (!Names.isApiName(api) || !isFileName(api)) {
            throw refused("\"" + api + "\" is not the name of an API with documents");
        }
        return api;
    }

    static String requireName(String name) {
        if (!isDocument(name)) {
            throw refused("\"" + name + "\" is not a name for a document: expected 1 to " + MAX_BYTES
                    + " bytes, no leading dot, none of them / or \\ or control, and not " + LINK);
        }
        return name;
    }

    /// Whether a document may be called so.
    static boolean isDocument(String name) {
        return isFileName(name) && !name.equals(LINK) && !name.equals(CURRENT);
    }

    private static boolean isFileName(String name) {
        return !name.isEmpty()
                && name.charAt(0) != '.'
                && name.getBytes(UTF_8).length <= MAX_BYTES
                && new String(name.getBytes(UTF_8), UTF_8).equals(name)
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    }

    private static DocumentException refused(String message) {
        return new DocumentException(Reason.REFUSED, message);
    }
}
