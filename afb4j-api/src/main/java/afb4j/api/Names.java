package afb4j.api;

/// What an API may be called (W-03).
public final class Names {

    /// Longest name of an API, in characters (W-04: a whole socket specification has 4000 bytes at most).
    public static final int MAX_API_NAME_LENGTH = 255;

    private static final String REFUSED = "\"#%&'/?`\\@";

    private Names() {}

    /// Whether `name` may be the name of an API: one character at least, none of space, control, DEL or `` "
    /// # % & ' / ? ` \ @ ``.
    public static boolean isApiName(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_API_NAME_LENGTH
                && name.chars().noneMatch(c -> c <= ' ' || c == 0x7f || REFUSED.indexOf(c) >= 0);
    }

    /// Returns `name`.
    ///
    /// @throws IllegalArgumentException when it is no name for an API; the message says why
    public static String requireApiName(String name) {
        if (!isApiName(name)) {
            throw new IllegalArgumentException("\"" + name + "\" is not a name for an API: expected 1 to "
                    + MAX_API_NAME_LENGTH + " characters, none of them space, control or one of " + REFUSED);
        }
        return name;
    }
}
