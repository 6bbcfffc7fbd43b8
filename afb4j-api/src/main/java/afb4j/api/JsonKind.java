package afb4j.api;

/// The six kinds of JSON values (RFC 8259, section 3).
public enum JsonKind {
    /// `null`.
    NULL("null"),
    /// `true` or `false`.
    BOOLEAN("true or false"),
    /// A number, also the `NaN`, `Infinity` and `-Infinity` of lenient peers (W-27).
    NUMBER("a number"),
    /// A text.
    STRING("a string"),
    /// A list of values.
    ARRAY("an array"),
    /// Values by name.
    OBJECT("an object");

    private final String wording;

    JsonKind(String wording) {
        this.wording = wording;
    }

    /// How error texts name this kind, such as `a number`.
    public String wording() {
        return wording;
    }
}
